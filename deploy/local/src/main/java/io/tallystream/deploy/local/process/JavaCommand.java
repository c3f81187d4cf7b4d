package io.tallystream.deploy.local.process;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Command lines for further JVMs of the JDK that runs this one. */
public final class JavaCommand {
  private JavaCommand() {}

  public static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  /**
   * A class of this program's class path; a class path folded into a manifest (Surefire) works too.
   */
  public static List<String> of(List<String> options, Class<?> main, String... arguments) {
    var command = new ArrayList<String>();
    command.add(java());
    command.addAll(options);
    String logging = System.getProperty("java.util.logging.config.file");
    if (logging != null) {
      command.add("-Djava.util.logging.config.file=" + logging);
    }
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    command.addAll(List.of(arguments));
    return command;
  }
}
