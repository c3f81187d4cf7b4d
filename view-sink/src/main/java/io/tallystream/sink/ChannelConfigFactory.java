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
import java.util.Optional;
import java.util.TreeSet;
import org.eclipse.microprofile.config.spi.ConfigSource;

/**
 * What the process decides for every incoming channel (in the stages that use this module, each is
 * a sink): off when its {@code TALLY_ROLES} lack {@code sink}; a static member of its group when
 * {@code TALLY_INSTANCE_ID} names it, so that a killed instance's successor need not wait for the
 * session of the dead one.
 */
public final class ChannelConfigFactory implements ConfigSourceFactory {
  private static final int ABOVE_ENVIRONMENT = 310;
  private static final String CHANNEL = "mp.messaging.incoming.";

  @Override
  public Iterable<ConfigSource> getConfigSources(ConfigSourceContext context) {
    var decided = new HashMap<String, String>();
    if (!value(context, "TALLY_ROLES").map(ChannelConfigFactory::isSink).orElse(true)) {
      decided.put("enabled", "false");
    }
    value(context, "TALLY_INSTANCE_ID").ifPresent(id -> decided.put("group.instance.id", id));
    return List.of(
        new PropertiesConfigSource(ofEach(context, decided), "channels", ABOVE_ENVIRONMENT));
  }

  private static Optional<String> value(ConfigSourceContext context, String name) {
    return Optional.ofNullable(context.getValue(name)).map(ConfigValue::getValue);
  }

  private static boolean isSink(String roles) {
    return Arrays.stream(roles.split(",")).map(String::trim).anyMatch("sink"::equals);
  }

  private static Map<String, String> ofEach(
      ConfigSourceContext context, Map<String, String> decided) {
    var channels = new TreeSet<String>();
    for (Iterator<String> names = context.iterateNames(); names.hasNext(); ) {
      String name = names.next();
      if (name.startsWith(CHANNEL)) {
        channels.add(name.substring(CHANNEL.length()).split("\\.", 2)[0]);
      }
    }
    var all = new HashMap<String, String>();
    for (String channel : channels) {
      decided.forEach((name, value) -> all.put(CHANNEL + channel + "." + name, value));
    }
    return all;
  }
}
