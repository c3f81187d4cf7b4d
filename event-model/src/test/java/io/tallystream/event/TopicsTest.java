package io.tallystream.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class TopicsTest {
  private final Map<String, Topics.Topic> topics =
      Topics.all().stream().collect(Collectors.toMap(Topics.Topic::name, t -> t));

  @Test
  void clientClocksNeverReachTheLog() {
    assertThat(topics.values())
        .allMatch(t -> t.settings().get("message.timestamp.type").equals("LogAppendTime"));
  }

  @Test
  void everythingThatIsJoinedByPartitionHasTheSameCount() {
    for (String name :
        new String[] {
          Topics.EVENTS,
          Topics.EVENTS_OVERFLOW,
          Topics.EVENTS_UNROUTED,
          Topics.EVENTS_COLD,
          Topics.COLD_STATE,
          Topics.SCORES,
          Topics.BODIES,
          Topics.FACTS,
          Topics.ROLLUPS
        }) {
      assertThat(topics.get(name).partitions()).as(name).isEqualTo(Topics.partitions());
    }
  }

  @Test
  void changesStayForAReaderThatWasDownForAWeek() {
    assertThat(topics.get(Topics.FACTS).settings())
        .containsEntry("min.compaction.lag.ms", "604800000");
  }
}
