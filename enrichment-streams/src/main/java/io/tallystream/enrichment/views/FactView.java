package io.tallystream.enrichment.views;

import com.google.protobuf.InvalidProtocolBufferException;
import io.tallystream.event.FactKey;
import io.tallystream.event.v1.FactChange;
import io.tallystream.event.v1.FactChange.ChangeCase;
import io.tallystream.event.v1.ObservationChange;
import io.tallystream.event.v1.ObservationFact;
import io.tallystream.event.v1.ScoreChange;
import io.tallystream.event.v1.ScoreFact;
import io.tallystream.event.v1.TraceChange;
import io.tallystream.event.v1.TraceFact;
import io.tallystream.sink.PoisonRecordException;
import io.tallystream.sink.Statement;
import io.tallystream.sink.Version;
import io.tallystream.sink.View;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Topic {@code facts} as rows of {@code observation}, {@code trace}, {@code session}, {@code
 * score}.
 */
final class FactView implements View {
  private static final int FORMAT = 1;

  private final Days days = new Days();

  @Override
  public Batch read(List<ConsumerRecord<byte[], byte[]>> records) {
    Set<LocalDate> of = new TreeSet<>();
    var observations = new ObservationRows();
    var traces = new TraceRows();
    var sessions = new SessionRows();
    var scores = new ScoreRows();
    var ledger = new LedgerRows();
    for (var record : records) {
      FactChange change = decode(record);
      long ver = Version.of(record.offset());
      if (change.hasOutcome()) {
        ledger.add(change.getOutcome(), record.partition());
      }
      switch (change.getChangeCase()) {
        case OBSERVATION -> {
          observations.add(FactKey.parse(record.key()), change.getObservation(), ver);
          if (change.getObservation().hasNext()) {
            of.add(ObservationRows.day(change.getObservation().getNext()));
          }
        }
        case TRACE -> {
          traces.add(change.getTrace(), ver);
          sessions.add(change.getTrace());
        }
        case SCORE -> scores.add(change.getScore(), ver);
        case CHANGE_NOT_SET -> {}
      }
    }
    var out = new ArrayList<Statement>(9);
    observations.writeTo(out);
    traces.writeTo(out);
    sessions.writeTo(out);
    scores.writeTo(out);
    var sums = new ArrayList<Statement>(1);
    ledger.writeTo(sums);
    return new Batch(days.ensure(of), out, sums);
  }

  /** Its events end as dead letters. */
  @Override
  public Batch refused(ConsumerRecord<byte[], byte[]> record) {
    FactChange change = decode(record);
    var out = new ArrayList<Statement>(1);
    if (change.hasOutcome()) {
      var ledger = new LedgerRows();
      ledger.addRefused(change.getOutcome(), record.partition());
      ledger.writeTo(out);
    }
    return new Batch(List.of(), List.of(), out);
  }

  @Override
  public int project(ConsumerRecord<byte[], byte[]> record) {
    FactChange change = decode(record);
    return switch (change.getChangeCase()) {
      case OBSERVATION -> either(change.getObservation()).getProject();
      case TRACE -> either(change.getTrace()).getProject();
      case SCORE -> either(change.getScore()).getProject();
      case CHANGE_NOT_SET -> change.getOutcome().getProject();
    };
  }

  private static ObservationFact either(ObservationChange change) {
    return change.hasNext() ? change.getNext() : change.getPrev();
  }

  private static TraceFact either(TraceChange change) {
    return change.hasNext() ? change.getNext() : change.getPrev();
  }

  private static ScoreFact either(ScoreChange change) {
    return change.hasNext() ? change.getNext() : change.getPrev();
  }

  /** A tombstone says nothing that a change has not said before. */
  private static FactChange decode(ConsumerRecord<byte[], byte[]> record) {
    if (record.value() == null) {
      return FactChange.getDefaultInstance();
    }
    try {
      FactChange change = FactChange.parseFrom(record.value());
      if (change.getFormat() == FORMAT
          && (change.getChangeCase() != ChangeCase.CHANGE_NOT_SET || change.hasOutcome())) {
        return change;
      }
      throw new PoisonRecordException("no change of format " + FORMAT);
    } catch (InvalidProtocolBufferException e) {
      throw new PoisonRecordException("not a FactChange", e);
    }
  }
}
