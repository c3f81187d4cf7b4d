package io.tallystream.deploy.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * One running process.
 *
 * @param port where it answers
 * @param ready for a stage: its own answer; for a server: that it runs
 * @param residentMebibytes memory of it and its children, a shared page divided among those who
 *     share it (PSS); 0 where the system does not say
 */
public record ProcessStatus(
    String name, long pid, int port, boolean ready, long residentMebibytes) {
  private static final Pattern RESIDENT = Pattern.compile("(?m)^Pss:\\s+(\\d+) kB");

  static List<ProcessStatus> of(Options options, Map<String, ProcessHandle> running) {
    var all = new ArrayList<ProcessStatus>();
    running.forEach((name, process) -> all.add(of(options, name, process)));
    return all;
  }

  private static ProcessStatus of(Options options, String name, ProcessHandle process) {
    Port port = portOf(name);
    boolean ready =
        name.equals(Processes.BROKER)
            || name.equals(Processes.DATABASE)
            || Health.isUp(options.port(port));
    long kibibytes =
        Stream.concat(Stream.of(process), process.descendants())
            .mapToLong(ProcessStatus::resident)
            .sum();
    return new ProcessStatus(name, process.pid(), options.port(port), ready, kibibytes / 1024);
  }

  private static Port portOf(String name) {
    for (Stage stage : Stage.values()) {
      if (stage.module().equals(name)) {
        return stage.port();
      }
    }
    return name.equals(Processes.BROKER) ? Port.KAFKA : Port.POSTGRES;
  }

  private static long resident(ProcessHandle process) {
    try {
      var found =
          RESIDENT.matcher(
              Files.readString(Path.of("/proc", Long.toString(process.pid()), "smaps_rollup")));
      return found.find() ? Long.parseLong(found.group(1)) : 0;
    } catch (IOException gone) {
      return 0;
    }
  }
}
