package io.tallystream.query.observation;

import io.smallrye.mutiny.Uni;
import io.tallystream.query.payload.Days;
import io.tallystream.query.payload.EntityKey;
import io.tallystream.query.payload.PayloadRepository;
import io.tallystream.query.payload.Payloads;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Completes rows with payloads and prices, one query of each for all of them. */
@ApplicationScoped
public class ObservationAssembler {
  private final PayloadRepository payloads;
  private final PriceRepository prices;

  public ObservationAssembler(PayloadRepository payloads, PriceRepository prices) {
    this.payloads = payloads;
    this.prices = prices;
  }

  /** The observations in the classic shape, in their order. */
  public Uni<List<Map<String, @Nullable Object>>> classic(
      int project, String projectId, List<Observation> observations) {
    return Uni.combine()
        .all()
        .unis(payloads(project, observations), prices.of(observations))
        .asTuple()
        .map(
            read ->
                observations.stream()
                    .map(o -> classic(projectId, o, read.getItem1(), read.getItem2()))
                    .toList());
  }

  Uni<Map<EntityKey, Payloads>> payloads(int project, List<Observation> observations) {
    return payloads.read(
        project,
        observations.stream().map(Observation::key).toList(),
        Days.span(observations, o -> o.timing().created(), o -> o.timing().updated()));
  }

  private static Map<String, @Nullable Object> classic(
      String projectId,
      Observation observation,
      Map<EntityKey, Payloads> payloads,
      Map<String, Prices> prices) {
    return ObservationJson.classic(
        projectId,
        observation,
        payloads.getOrDefault(observation.key(), Payloads.NONE),
        pricesOf(observation, prices));
  }

  static Prices pricesOf(Observation observation, Map<String, Prices> prices) {
    String modelId = observation.generation().modelId();
    return modelId == null ? Prices.NONE : prices.getOrDefault(modelId, Prices.NONE);
  }
}
