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
import org.eclipse.microprofile.config.spi.ConfigSource;

/**
 * What the process decides for every channel (in the stages that use this module, each belongs to a
 * sink): off when its {@code TALLY_ROLES} lack {@code sink}; incoming ones a static member of their
 * group when {@code TALLY_INSTANCE_ID} names it, so that a killed instance's successor need not
 * wait for the session of the dead one.
 */
public final class ChannelConfigFactory implements ConfigSourceFactory {
  private static final int ABOVE_ENVIRONMENT = 310;
  private static final String INCOMING = "mp.messaging.incoming.";
  private static final String OUTGOING = "mp.messaging.outgoing.";

  @Override
  public Iterable<ConfigSource> getConfigSources(ConfigSourceContext context) {
    var decided = new HashMap<String, String>();
    if (!value(context, "TALLY_ROLES").map(ChannelConfigFactory::isSink).orElse(true)) {
      decide(context, INCOMING, "enabled", "false", decided);
      decide(context, OUTGOING, "enabled", "false", decided);
    }
    value(context, "TALLY_INSTANCE_ID")
        .ifPresent(id -> decide(context, INCOMING, "group.instance.id", id, decided));
    return List.of(new PropertiesConfigSource(decided, "channels", ABOVE_ENVIRONMENT));
  }

  private static Optional<String> value(ConfigSourceContext context, String name) {
    return Optional.ofNullable(context.getValue(name)).map(ConfigValue::getValue);
  }

  private static boolean isSink(String roles) {
    return Arrays.stream(roles.split(",")).map(String::trim).anyMatch("sink"::equals);
  }

  /** Sets a property of every channel of a direction. */
  private static void decide(
      ConfigSourceContext context,
      String direction,
      String property,
      String value,
      Map<String, String> into) {
    for (Iterator<String> names = context.iterateNames(); names.hasNext(); ) {
      String name = names.next();
      if (name.startsWith(direction)) {
        String channel = name.substring(direction.length()).split("\\.", 2)[0];
        into.put(direction + channel + "." + property, value);
      }
    }
  }
}
