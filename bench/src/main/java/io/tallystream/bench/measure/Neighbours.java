package io.tallystream.bench.measure;

import io.tallystream.bench.client.Api;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Freshness of a project alone and beside one that sends many times its share, in turns, so that
 * what the machine does meanwhile falls on both.
 */
public final class Neighbours {
  private static final long SETTLE_MILLIS = 3_000;

  private final Api api;
  private final Connection database;
  private final int project;
  private final Spans spans;
  private final List<double[]> alone = new ArrayList<>();
  private final List<double[]> beside = new ArrayList<>();

  public Neighbours(Api api, Connection database, int project, Spans spans) {
    this.api = api;
    this.database = database;
    this.project = project;
    this.spans = spans;
  }

  public void measureAlone(int probes) throws SQLException, InterruptedException {
    alone.add(measure(probes));
  }

  public void measureBeside(int probes) throws SQLException, InterruptedException {
    beside.add(measure(probes));
  }

  public double[] alone(double... at) {
    return percentiles(alone, at);
  }

  public double[] beside(double... at) {
    return percentiles(beside, at);
  }

  private double[] measure(int probes) throws SQLException, InterruptedException {
    Thread.sleep(SETTLE_MILLIS);
    return Freshness.millis(api, database, project, spans, probes);
  }

  private static double[] percentiles(List<double[]> rounds, double... at) {
    return Freshness.percentiles(
        rounds.stream().flatMapToDouble(java.util.Arrays::stream).toArray(), at);
  }
}
