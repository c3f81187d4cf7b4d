package io.tallystream.deploy.local.broker;

import io.tallystream.deploy.local.process.Folders;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.raft.DynamicVoters;
import org.apache.kafka.server.common.MetadataVersion;

/** The broker's data folder, formatted once. */
final class LogFolder {
  private LogFolder() {}

  /**
   * Formats unless it is formatted: beside its place and then renamed, since a format that failed
   * half way leaves a folder that no broker starts on.
   */
  static void formatIfNew(BrokerSettings settings) throws Exception {
    if (Files.exists(settings.data().resolve("meta.properties"))) {
      return;
    }
    Path fresh = settings.data().resolveSibling(settings.data().getFileName() + ".new");
    Folders.delete(fresh);
    Folders.delete(settings.data());
    Files.createDirectories(fresh);
    format(settings, fresh);
    Files.move(fresh, settings.data());
  }

  private static void format(BrokerSettings settings, Path folder) throws Exception {
    new Formatter()
        .setPrintStream(
            new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
        .setClusterId(settings.cluster())
        .setNodeId(settings.node())
        .addDirectory(folder.toString())
        .setMetadataLogDirectory(folder.toString())
        .setReleaseVersion(MetadataVersion.latestProduction())
        .setControllerListenerName(BrokerSettings.CONTROLLER)
        .setInitialControllers(DynamicVoters.parse(String.join(",", settings.voters())))
        .setHasDynamicQuorum(true)
        .run();
  }
}
