package io.tallystream.query.letter;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.tallystream.event.Letters;
import io.tallystream.query.view.Missing;
import io.tallystream.query.view.ProjectRef;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Letters of one project, and their replay. */
@ApplicationScoped
class LetterService {
  private final LetterRepository letters;
  private final ReplayProducer producer;

  LetterService(LetterRepository letters, ReplayProducer producer) {
    this.letters = letters;
    this.producer = producer;
  }

  /** One page; {@code next} is absent on the last. */
  record Page(List<StoredLetter> letters, @Nullable LetterCursor next) {}

  /**
   * What one request replayed.
   *
   * @param remaining letters that the same filter still finds
   */
  record Replayed(long replayed, long remaining) {}

  Uni<Page> list(ProjectRef project, LetterFilter filter, @Nullable LetterCursor after, int limit) {
    return letters
        .list(project.number(), filter, after, limit + 1)
        .map(
            rows -> {
              List<StoredLetter> shown = rows.stream().limit(limit).toList();
              return new Page(shown, rows.size() > limit ? LetterCursor.of(shown.getLast()) : null);
            });
  }

  Uni<List<LetterRepository.Group>> groups(ProjectRef project, LetterFilter filter) {
    return letters.groups(project.number(), filter);
  }

  Uni<StoredLetter> get(ProjectRef project, String id) {
    return letters
        .byId(project.number(), uuid(id))
        .map(found -> found.orElseThrow(LetterService::missing));
  }

  /**
   * Produces the record again, then notes it. A crash between the two leaves the letter as it was:
   * a second replay changes nothing, since the topics' readers merge.
   *
   * @return the letter as it is afterwards
   */
  Uni<StoredLetter> replay(ProjectRef project, String id) {
    return get(project, id)
        .invoke(
            found -> {
              String topic = found.letter().getSourceTopic();
              if (!Letters.REPLAYABLE.contains(topic)) {
                throw new NotReplayable(Letters.notReplayable(topic));
              }
            })
        .chain(this::replay);
  }

  /** The oldest first, one at a time: a letter may be as large as a record. */
  Uni<Replayed> replay(ProjectRef project, LetterFilter filter, int limit) {
    return letters
        .replayable(project.number(), filter, limit)
        .onItem()
        .transformToMulti(ids -> Multi.createFrom().iterable(ids))
        .onItem()
        .transformToUniAndConcatenate(
            id ->
                letters
                    .byId(project.number(), id)
                    .map(found -> found.orElseThrow(LetterService::missing))
                    .chain(this::replay))
        .collect()
        .with(Collectors.counting())
        .chain(
            replayed ->
                letters
                    .countReplayable(project.number(), filter)
                    .map(remaining -> new Replayed(replayed, remaining)));
  }

  private Uni<StoredLetter> replay(StoredLetter stored) {
    long now = ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
    return producer
        .send(Letters.replay(stored.letter()))
        .chain(() -> letters.replayed(stored, now))
        .map(
            replays -> new StoredLetter(stored.id(), stored.letter(), stored.size(), replays, now));
  }

  private static UUID uuid(String id) {
    try {
      return UUID.fromString(id);
    } catch (IllegalArgumentException e) {
      throw missing();
    }
  }

  private static Missing missing() {
    return new Missing("Dead letter not found within authorized project");
  }
}
