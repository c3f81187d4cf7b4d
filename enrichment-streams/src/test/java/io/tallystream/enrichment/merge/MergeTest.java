package io.tallystream.enrichment.merge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;

/** The merge is a join, and equals the contract's fold over events in the order of 2.2, rule 1. */
class MergeTest {
  /**
   * An event as a client sends it; null = absent.
   *
   * @param name empty = an explicit null
   * @param start null = only the envelope's time is known
   */
  record Event(
      Stamp stamp,
      long receivedUs,
      @Nullable Long start,
      @Nullable String name,
      @Nullable Long end,
      Map<String, Long> usage,
      List<String> tags) {
    Registers registers() {
      var out = new RegistersBuilder(stamp, receivedUs);
      if (start == null) {
        out.derived(Field.START, stamp.timeUs());
      } else {
        out.number(Field.START, start);
      }
      if (name != null && name.isEmpty()) {
        out.erased(Field.NAME);
      } else {
        out.text(Field.NAME, name);
      }
      return out.number(Field.END, end).amounts(Field.USAGE, usage).tags(tags).build();
    }
  }

  @Provide
  Arbitrary<List<Event>> events() {
    // Few times, so that stamps tie on all but their hash.
    var stamp =
        Combinators.combine(
                Arbitraries.longs().between(1, 4),
                Arbitraries.integers().between(0, 1),
                Arbitraries.longs())
            .as(Stamp::new);
    var few = Arbitraries.longs().between(1, 9);
    var event =
        Combinators.combine(
                stamp,
                few,
                few.injectNull(0.5),
                Arbitraries.of("", "a", "b").injectNull(0.3),
                few.injectNull(0.5),
                Arbitraries.maps(Arbitraries.of("input", "output"), few).ofMaxSize(2),
                Arbitraries.of("x", "y", "z").list().ofMaxSize(2))
            .as(Event::new);
    return event.list().ofMaxSize(6).uniqueElements(Event::stamp);
  }

  @Property
  void mergingEqualsTheFoldInAnyOrderAndNumber(
      @ForAll("events") List<Event> events, @ForAll java.util.Random random) {
    var arrived = new ArrayList<>(events);
    events.stream().filter(e -> random.nextBoolean()).forEach(arrived::add);
    java.util.Collections.shuffle(arrived, random);
    Registers merged =
        arrived.stream().map(Event::registers).reduce(Registers.NONE, Registers::merge);
    assertThat(read(merged)).isEqualTo(fold(events));
  }

  @Property
  void mergingIsAssociativeCommutativeAndIdempotent(@ForAll("events") List<Event> events) {
    Registers a = merge(events, 0);
    Registers b = merge(events, 1);
    Registers c = merge(events, 2);
    assertThat(a.merge(b)).isEqualTo(b.merge(a));
    assertThat(a.merge(b).merge(c)).isEqualTo(a.merge(b.merge(c)));
    assertThat(a.merge(a)).isEqualTo(a);
    assertThat(a.merge(Registers.NONE)).isEqualTo(a);
  }

  /** Different values under one stamp: a collision of hashes, or one event read by two versions. */
  @Property
  void evenEqualStampsMergeTheSameBothWays(
      @ForAll("events") List<Event> events, @ForAll("events") List<Event> others) {
    var one = new Stamp(1, 0, 0);
    for (int i = 0; i < Math.min(events.size(), others.size()); i++) {
      Registers a = at(one, events.get(i));
      Registers b = at(one, others.get(i));
      assertThat(a.merge(b)).isEqualTo(b.merge(a));
    }
  }

  @Property
  void stateSurvivesItsBytes(@ForAll("events") List<Event> events) {
    var entity = new Entity(events.size(), merge(events, 0), new byte[] {1, 2});
    Entity read = EntityCodec.decode(EntityCodec.encode(entity));
    assertThat(read.registers()).isEqualTo(entity.registers());
    assertThat(read.seq()).isEqualTo(entity.seq());
    assertThat(read.derived()).isEqualTo(entity.derived());
  }

  private static Registers at(Stamp stamp, Event e) {
    return new Event(stamp, e.receivedUs, e.start, e.name, e.end, e.usage, e.tags).registers();
  }

  /** Every third event. */
  private static Registers merge(List<Event> events, int from) {
    Registers merged = Registers.NONE;
    for (int i = from; i < events.size(); i += 3) {
      merged = merged.merge(events.get(i).registers());
    }
    return merged;
  }

  /** What a reader sees; the fold below is written without registers. */
  record Read(
      @Nullable Long start,
      String name,
      @Nullable Long end,
      Map<String, Long> usage,
      List<String> tags,
      long created,
      long updated) {}

  private static Read read(Registers r) {
    return new Read(
        r.number(Field.START).orElse(null),
        r.text(Field.NAME),
        r.number(Field.END).orElse(null),
        r.amounts(Field.USAGE),
        List.copyOf(r.tags()),
        r.createdUs(),
        r.updatedUs());
  }

  private static Read fold(List<Event> events) {
    var sorted = new ArrayList<>(events);
    sorted.sort(
        Comparator.comparingLong((Event e) -> e.stamp.timeUs())
            .thenComparing(e -> e.stamp.rank())
            .thenComparing(e -> e.stamp.hash()));
    Long stated = null;
    Long derived = null;
    String name = "";
    Long end = null;
    Map<String, Long> usage = Map.of();
    var tags = new TreeSet<String>();
    long created = Long.MAX_VALUE;
    long updated = Long.MIN_VALUE;
    for (Event e : sorted) {
      stated = stated == null ? e.start : stated;
      derived = derived == null && e.start == null ? (Long) e.stamp.timeUs() : derived;
      name = e.name == null ? name : e.name;
      end = e.end == null ? end : e.end;
      usage = e.usage.isEmpty() ? usage : new TreeMap<>(e.usage);
      tags.addAll(e.tags);
      created = Math.min(created, e.receivedUs);
      updated = Math.max(updated, e.receivedUs);
    }
    Long start = stated == null ? derived : stated;
    return new Read(start, name, end, usage, List.copyOf(tags), created, updated);
  }
}
