package io.tallystream.deploy.local.cli;

import io.tallystream.deploy.local.Bootstrap;
import io.tallystream.deploy.local.Options;
import io.tallystream.deploy.local.Port;
import java.util.Locale;

/** What {@code up} prints when everything is ready. */
final class Welcome {
  private static final String TEXT =
      """

      Tallystream is ready after %1$.1f s:  %2$s
        login       %3$s / %4$s
        public key  %5$s
        secret key  %6$s
        OTLP        gRPC localhost:%7$d, HTTP localhost:%8$d or %2$s/api/public/otel

      Try:  ./tally demo      or, in Python (pip install langfuse):

        from langfuse import Langfuse
        langfuse = Langfuse(base_url="%2$s", public_key="%5$s", secret_key="%6$s")
        with langfuse.start_as_current_observation(name="answer", as_type="generation", model="gpt-4o-mini") as generation:
            generation.update(input="What is 6 x 7?", output="42", usage_details={"input": 12, "output": 3})
        langfuse.flush()

      """;

  private Welcome() {}

  static String text(String url, Options options, double seconds) {
    var environment = options.environment();
    return String.format(
        Locale.ROOT,
        TEXT,
        seconds,
        url,
        environment.get(Bootstrap.EMAIL),
        environment.get(Bootstrap.PASSWORD),
        environment.get(Bootstrap.PUBLIC_KEY),
        environment.get(Bootstrap.SECRET_KEY),
        options.port(Port.OTLP_GRPC),
        options.port(Port.OTLP_HTTP));
  }
}
