package io.tallystream.query.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tallystream.query.filter.FilterException;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a query may say, and how what is wrong is named. */
class MetricsQueryTest {
  private static final String VALID =
      """
      {"view": "observations",
       "metrics": [{"measure": "count", "aggregation": "count"}],
       "fromTimestamp": "2026-03-01T00:00:00Z", "toTimestamp": "2026-03-02T00:00:00Z"}
      """;

  /** {@code change}: fields that replace those of a valid query. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "2 | {\"view\":\"traces\"} | view 'traces' is not one of: observations, scores-numeric",
        "1 | {\"view\":\"spans\"} | view 'spans' is not one of: traces, observations",
        "1 | {\"view\":null} | view must be a string",
        "1 | {\"dimensions\":[{\"field\":\"color\"}]} | dimensions[0].field 'color' is not one of: id, traceId",
        "1 | {\"dimensions\":[{\"field\":\"usageType\"}]} | dimensions[0].field 'usageType' is not one of",
        "2 | {\"dimensions\":[{\"field\":\"experimentName\"}]} | dimensions[0].field 'experimentName' is not one of",
        "1 | {\"dimensions\":{}} | dimensions must be an array of objects",
        "1 | {\"metrics\":[]} | metrics must name at least one measure",
        "1 | {\"metrics\":[{\"measure\":\"joy\",\"aggregation\":\"sum\"}]} | metrics[0].measure 'joy' is not one of: count, latency",
        "1 | {\"metrics\":[{\"measure\":\"count\",\"aggregation\":\"p42\"}]} | metrics[0].aggregation 'p42' is not one of: sum, avg",
        "2 | {\"metrics\":[{\"measure\":\"traceId\",\"aggregation\":\"sum\"}]} | metrics[0].aggregation of 'traceId' must be count or uniq",
        "2 | {\"metrics\":[{\"measure\":\"usageByType\",\"aggregation\":\"sum\"}]} | measure 'usageByType' needs the dimension 'usageType'",
        "2 | {\"dimensions\":[{\"field\":\"usageType\"},{\"field\":\"costType\"}]} | dimensions usageType and costType exclude each other",
        "1 | {\"filters\":[{\"column\":\"color\",\"type\":\"string\",\"operator\":\"=\",\"value\":\"x\"}]} | filter column 'color' is not one of",
        "1 | {\"filters\":[{\"column\":\"tags\",\"type\":\"stringOptions\",\"operator\":\"any of\",\"value\":[\"x\"]}]} | filter column 'tags' takes arrayOptions",
        "1 | {\"filters\":[{\"column\":\"calledToolNames\",\"type\":\"string\",\"operator\":\"=\",\"value\":\"x\"}]} | filter column 'calledToolNames' takes arrayOptions",
        "2 | {\"filters\":[{\"column\":\"metadata\",\"type\":\"string\",\"operator\":\"=\",\"value\":\"x\"}]} | filter column 'metadata' takes stringObject",
        "1 | {\"view\":\"traces\",\"filters\":[{\"column\":\"metadata\",\"type\":\"numberObject\",\"key\":\"k\",\"operator\":\"=\",\"value\":1}]} | filter column 'metadata' takes stringObject",
        "1 | {\"filters\":[{\"column\":\"metadata\",\"type\":\"stringObject\",\"operator\":\"=\",\"value\":\"x\"}]} | filter[0]: 'key' must be a string",
        "1 | {\"filters\":[{\"column\":\"usageType\",\"type\":\"string\",\"operator\":\"=\",\"value\":\"x\"}]} | filter column 'usageType' needs version 2",
        "1 | {\"filters\":[{}]} | filter[0]: 'column' must be a string",
        "1 | {\"toTimestamp\":\"2026-03-01T00:00:00Z\"} | toTimestamp must be after fromTimestamp",
        "1 | {\"fromTimestamp\":\"2026-03-01T00:00:00\"} | fromTimestamp must be an ISO-8601 time with offset",
        "1 | {\"timeDimension\":{\"granularity\":\"year\"}} | timeDimension.granularity 'year' is not one of: minute, hour",
        "1 | {\"config\":{\"row_limit\":1001}} | config.row_limit must be an integer from 1 to 1000",
        "1 | {\"config\":{\"row_limit\":0}} | config.row_limit must be an integer from 1 to 1000",
        "1 | {\"config\":{\"bins\":101}} | config.bins must be an integer from 1 to 100",
        "1 | {\"config\":7} | config must be an object",
        "1 | {\"orderBy\":[{\"field\":\"name\",\"direction\":\"asc\"}]} | orderBy field 'name' is neither a dimension nor a metric",
        "1 | {\"orderBy\":[{\"field\":\"count_count\",\"direction\":\"up\"}]} | orderBy[0].direction 'up' is not one of: asc, desc",
        "2 | {\"dimensions\":[{\"field\":\"userId\"}]} | dimension 'userId' needs config.row_limit",
        "2 | {\"dimensions\":[{\"field\":\"traceId\"}],\"config\":{\"row_limit\":5}} | dimension 'traceId' needs orderBy a metric, descending",
        "2 | {\"dimensions\":[{\"field\":\"userId\"}],\"config\":{\"row_limit\":5},\"timeDimension\":{\"granularity\":\"day\"}} | dimension 'userId' does not go with timeDimension",
      })
  void whatIsWrongIsNamed(int version, String change, String complaint) {
    String query = new JsonObject(VALID).mergeIn(new JsonObject(change)).encode();

    assertThatThrownBy(() -> QueryParser.parse(version, query))
        .isInstanceOf(FilterException.class)
        .hasMessageStartingWith(complaint);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-03-01T01:59:59Z, MINUTE",
    "2026-03-01T02:00:00Z, HOUR",
    "2026-03-03T23:59:59Z, HOUR",
    "2026-03-04T00:00:00Z, DAY",
    "2026-04-30T00:00:00Z, WEEK",
    "2027-03-01T00:00:00Z, MONTH",
  })
  void autoChoosesByTheSpan(String to, Granularity expected) {
    String query =
        new JsonObject(VALID)
            .put("toTimestamp", to)
            .put("timeDimension", new JsonObject().put("granularity", "auto"))
            .encode();

    assertThat(QueryParser.parse(1, query).period().granularity()).isEqualTo(expected);
  }

  @Test
  void version2LimitsRowsUnlessTheClientDoes() {
    assertThat(QueryParser.parse(1, VALID).output().rowLimit()).isNull();
    assertThat(QueryParser.parse(2, VALID).output().rowLimit()).isEqualTo(100);
    assertThatThrownBy(() -> QueryParser.parse(1, null)).hasMessage("query is missing");
    assertThatThrownBy(() -> QueryParser.parse(1, "{")).hasMessage("query is not valid JSON");
  }
}
