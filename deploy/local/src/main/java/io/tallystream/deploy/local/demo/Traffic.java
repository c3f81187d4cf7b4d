package io.tallystream.deploy.local.demo;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.SplittableRandom;
import java.util.function.IntConsumer;
import java.util.random.RandomGenerator;

/**
 * Traces over a span of days that ends now; the same seed makes the same traces.
 *
 * @param traces how many
 * @param days over how many days, at least 1
 * @param end when the last may begin
 */
public record Traffic(int traces, int days, long seed, Instant end) {
  private static final int CHAT_PERCENT = 55;
  private static final int AGENT_PERCENT = 25;

  public Traffic {
    if (traces < 1 || days < 1) {
      throw new IllegalArgumentException(
          "traces and days are at least 1, not " + traces + " and " + days);
    }
  }

  /**
   * Sends the traces one after the other.
   *
   * @param sent is told after each trace how many there are
   */
  public void send(PublicApi api, IntConsumer sent) throws IOException, InterruptedException {
    var random = new SplittableRandom(seed);
    var applications = new Applications(random, end);
    var otlp = new OtlpApplication(random);
    for (int i = 0; i < traces; i++) {
      Instant start = start(random);
      int kind = random.nextInt(100);
      if (kind < CHAT_PERCENT) {
        api.batch(applications.chat(start));
      } else if (kind < CHAT_PERCENT + AGENT_PERCENT) {
        api.batch(applications.agent(start));
      } else {
        api.otlp(otlp.search(start));
      }
      sent.accept(i + 1);
    }
  }

  /** Any day, mostly in working hours. */
  private Instant start(RandomGenerator random) {
    Duration back = Duration.ofDays(random.nextInt(days));
    double hour = Math.clamp(random.nextGaussian() * 3.5 + 11, 0, 23.9);
    return end.minus(back).minusSeconds((long) (hour * 3600)).minusMillis(random.nextInt(60_000));
  }
}
