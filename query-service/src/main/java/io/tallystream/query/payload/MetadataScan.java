package io.tallystream.query.payload;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.tallystream.event.v1.BodyField;
import io.tallystream.query.filter.MetadataFilter;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;

/** Keeps the candidates whose metadata satisfies a filter, reading payloads chunk by chunk. */
@ApplicationScoped
public class MetadataScan {
  /** Candidates that one request may examine, newest first. */
  public static final int CANDIDATES = 10_000;

  private static final int CHUNK = 500;

  private final PayloadRepository payloads;

  public MetadataScan(PayloadRepository payloads) {
    this.payloads = payloads;
  }

  /** The candidates that qualify, in their order. */
  public <T> Uni<List<T>> keep(
      int project, List<T> candidates, PayloadOwner<T> owner, MetadataFilter filter) {
    return Multi.createFrom()
        .iterable(candidates)
        .group()
        .intoLists()
        .of(CHUNK)
        .onItem()
        .transformToUniAndConcatenate(chunk -> keepOf(project, chunk, owner, filter))
        .collect()
        .in(ArrayList<T>::new, List::addAll)
        .map(List::copyOf);
  }

  private <T> Uni<List<T>> keepOf(
      int project, List<T> chunk, PayloadOwner<T> owner, MetadataFilter filter) {
    return payloads
        .read(
            project,
            chunk.stream().map(owner::key).toList(),
            owner.days(chunk),
            EnumSet.of(BodyField.METADATA))
        .map(
            read ->
                chunk.stream()
                    .filter(
                        item ->
                            filter.matches(
                                read.getOrDefault(owner.key(item), Payloads.NONE).metadata()))
                    .toList());
  }
}
