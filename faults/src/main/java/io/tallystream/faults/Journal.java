package io.tallystream.faults;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.Map;
import java.util.TreeMap;

/**
 * What was sent and what came of it: a line before each try and a line after it. Events are numbers
 * in the order of the seed's workload.
 */
final class Journal implements AutoCloseable {
  /** What a try may have led to. */
  enum Outcome {
    /** Acknowledged: kept for ever. */
    OK,
    /** Refused with a reason: never stored. */
    REJECTED,
    /** Nobody listened: certainly not stored by this try. */
    UNSENT,
    /** Stored or not. */
    UNKNOWN
  }

  private final PrintWriter lines;
  private final BitSet acknowledged = new BitSet();
  private final BitSet unknown = new BitSet();
  private final Map<String, Integer> answers = new TreeMap<>();
  private int tries;

  Journal(Path file) throws IOException {
    Files.createDirectories(file.getParent());
    lines = new PrintWriter(Files.newBufferedWriter(file, StandardCharsets.UTF_8));
  }

  /** Before a try; returns its number. */
  synchronized int sending(int[] events) {
    lines.printf("%d send", ++tries);
    for (int event : events) {
      lines.printf(" %d", event);
    }
    lines.println();
    lines.flush();
    return tries;
  }

  /**
   * After it.
   *
   * @param answer status code or failure, for people
   */
  synchronized void answered(int attempt, int[] events, Outcome outcome, String answer) {
    lines.printf("%d %s %s%n", attempt, outcome, answer);
    lines.flush();
    answers.merge(answer, 1, Integer::sum);
    for (int event : events) {
      switch (outcome) {
        case OK -> acknowledged.set(event);
        case UNKNOWN -> unknown.set(event);
        case REJECTED, UNSENT -> {}
      }
    }
  }

  synchronized boolean isAcknowledged(int event) {
    return acknowledged.get(event);
  }

  /** Whether some try of the event may have stored it. */
  synchronized boolean mayBeStored(int event) {
    return acknowledged.get(event) || unknown.get(event);
  }

  synchronized int acknowledged() {
    return acknowledged.cardinality();
  }

  /** Events of which some try's end is not known: they count once, whatever became of it. */
  synchronized int unknown() {
    return unknown.cardinality();
  }

  /** How many tries were answered so; keys as given to {@link #answered}. */
  synchronized Map<String, Integer> answers() {
    return new TreeMap<>(answers);
  }

  @Override
  public synchronized void close() {
    lines.close();
  }
}
