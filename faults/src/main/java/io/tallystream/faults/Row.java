package io.tallystream.faults;

import java.util.List;

/**
 * One line of the fault matrix.
 *
 * @param id as the matrix numbers it
 * @param fault what is done to whom
 * @param figure what must hold besides: acknowledged and lost 0, counted twice 0, drift 0
 * @param system what the row runs on
 * @param traffic what is sent while the fault is on
 * @param verdict what the checkers must say
 * @param faults how often the fault is done unless {@code --kills} says otherwise
 */
public record Row(
    String id,
    String fault,
    String figure,
    OnSystem system,
    Traffic traffic,
    Expected verdict,
    int faults,
    Injection injection) {
  public enum OnSystem {
    /** The one of the rows before. */
    SHARED,
    /** Its own, ended with the row. */
    FRESH,
    /** Its own, on three brokers. */
    THREE_BROKERS
  }

  public enum Traffic {
    /** A paced load while the injection runs. */
    LOAD,
    /** The injection sends what it needs. */
    OWN
  }

  public enum Expected {
    EXACT,
    /** A variant that is broken on purpose: the checkers must say so. */
    CAUGHT
  }

  /** Does the fault, again and again. */
  interface Injection {
    void run(Rig rig) throws Exception;
  }

  /** The most common: on the shared system, under load, exact. */
  static Row underLoad(String id, String fault, String figure, int faults, Injection injection) {
    return new Row(
        id, fault, figure, OnSystem.SHARED, Traffic.LOAD, Expected.EXACT, faults, injection);
  }

  /** From 1 to 59, each row its own. */
  int number() {
    int n = Integer.parseInt(id.substring(1));
    return switch (id.charAt(0)) {
      case 'B' -> 53 + n;
      case 'S' -> 49 + n;
      default -> n;
    };
  }

  Row sendingItself() {
    return new Row(id, fault, figure, system, Traffic.OWN, verdict, faults, injection);
  }

  Row on(OnSystem other) {
    return new Row(id, fault, figure, other, traffic, verdict, faults, injection);
  }

  /** A line of the matrix that nobody has built. */
  record NotBuilt(String id, String fault, String why) {}

  static Row find(List<Row> rows, String id) {
    return rows.stream()
        .filter(row -> row.id.equalsIgnoreCase(id))
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException("no row '" + id + "'; ./tally faults --list"));
  }
}
