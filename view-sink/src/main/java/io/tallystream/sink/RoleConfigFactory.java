package io.tallystream.sink;

import io.smallrye.config.ConfigSourceContext;
import io.smallrye.config.ConfigSourceFactory;
import io.smallrye.config.ConfigValue;
import io.smallrye.config.PropertiesConfigSource;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.spi.ConfigSource;

/**
 * Switches every incoming channel off in a process whose {@code TALLY_ROLES} lack {@code sink}: in
 * the stages that use this module, each incoming channel is a sink.
 */
public final class RoleConfigFactory implements ConfigSourceFactory {
  private static final int ABOVE_ENVIRONMENT = 310;
  private static final String CHANNEL = "mp.messaging.incoming.";

  @Override
  public Iterable<ConfigSource> getConfigSources(ConfigSourceContext context) {
    ConfigValue roles = context.getValue("TALLY_ROLES");
    if (roles == null || roles.getValue() == null || isSink(roles.getValue())) {
      return List.of();
    }
    return List.of(new PropertiesConfigSource(disabled(context), "roles", ABOVE_ENVIRONMENT));
  }

  private static boolean isSink(String roles) {
    return Arrays.stream(roles.split(",")).map(String::trim).anyMatch("sink"::equals);
  }

  private static Map<String, String> disabled(ConfigSourceContext context) {
    var off = new HashMap<String, String>();
    for (Iterator<String> names = context.iterateNames(); names.hasNext(); ) {
      String name = names.next();
      if (name.startsWith(CHANNEL)) {
        String channel = name.substring(CHANNEL.length()).split("\\.", 2)[0];
        off.put(CHANNEL + channel + ".enabled", "false");
      }
    }
    return off;
  }
}
