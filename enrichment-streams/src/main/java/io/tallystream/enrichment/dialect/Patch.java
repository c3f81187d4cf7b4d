package io.tallystream.enrichment.dialect;

import io.tallystream.enrichment.merge.Registers;
import java.util.List;

/** One event's contribution to one entity, and its payloads. */
public sealed interface Patch {
  String id();

  Registers registers();

  /**
   * Of a span, generation or any other observation.
   *
   * @param countable whether its texts may be those of a model's call whose usage nobody says
   */
  record ObservationPatch(String id, Registers registers, List<Payload> payloads, boolean countable)
      implements Patch {}

  /** Of the trace that the record names. */
  record TracePatch(String id, Registers registers, List<Payload> payloads) implements Patch {}

  record ScorePatch(String id, Registers registers) implements Patch {}
}
