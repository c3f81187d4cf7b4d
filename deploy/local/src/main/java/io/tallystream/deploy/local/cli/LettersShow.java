package io.tallystream.deploy.local.cli;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.tallystream.deploy.local.letters.StoredLetter;
import io.tallystream.event.Letters;
import io.tallystream.event.v1.DeadLetter;
import io.tallystream.event.v1.EventBatch;
import java.util.HexFormat;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "show", description = "One letter and its bytes.")
final class LettersShow implements Callable<Integer> {
  private static final Set<String> BATCHES = Set.of("events", "scores");
  private static final int HEX_BYTES = 1_024;

  @Parameters(paramLabel = "ID", description = "as ./tally dead-letters list prints it")
  UUID id = new UUID(0, 0);

  @Option(names = "--raw", description = "only the bytes of the record, as they are")
  boolean raw;

  @Override
  public Integer call() throws Exception {
    try (var box = DeadLetters.open()) {
      StoredLetter found = DeadLetters.find(box, id);
      if (raw) {
        found.letter().getValue().writeTo(System.out);
        System.out.flush();
      } else {
        print(found);
      }
      return CommandLine.ExitCode.OK;
    }
  }

  private static void print(StoredLetter found) {
    DeadLetter letter = found.letter();
    line("stage", letter.getStage());
    line("reason", letter.getReason());
    line("detail", letter.getDetail());
    line("project", found.project().isEmpty() ? "none" : found.project());
    line("source", found.source());
    line("quarantined", found.quarantinedAt());
    line("attempt", letter.getAttempt());
    line("first letter", letter.getOrigin().isEmpty() ? "this one" : letter.getOrigin());
    line("replays", found.replays());
    if (!Letters.REPLAYABLE.contains(letter.getSourceTopic())) {
      line("", Letters.notReplayable(letter.getSourceTopic()));
    }
    line("key", HexFormat.of().formatHex(letter.getKey().toByteArray()));
    line("bytes", found.size());
    System.out.println();
    System.out.println(content(letter));
  }

  private static void line(String name, Object value) {
    System.out.printf("%-13s %s%n", name, value);
  }

  private static String content(DeadLetter letter) {
    ByteString value = letter.getValue();
    if (BATCHES.contains(letter.getSourceTopic())) {
      try {
        EventBatch batch = EventBatch.parseFrom(value);
        if (batch.getFormat() != 0) {
          return batch.toString();
        }
      } catch (InvalidProtocolBufferException e) {
        return bytes(value);
      }
    }
    return bytes(value);
  }

  private static String bytes(ByteString value) {
    return value.isValidUtf8()
        ? value.toStringUtf8()
        : HexFormat.ofDelimiter(" ")
                .formatHex(value.substring(0, Math.min(value.size(), HEX_BYTES)).toByteArray())
            + (value.size() > HEX_BYTES ? " .." : "");
  }
}
