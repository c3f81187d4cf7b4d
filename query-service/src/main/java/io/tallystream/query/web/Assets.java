package io.tallystream.query.web;

import io.quarkus.runtime.util.ClassPathUtils;
import io.quarkus.runtime.util.HashUtil;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.impl.MimeMapping;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The files of the build by their path, read once: less than three megabytes. */
final class Assets {
  private static final String FOLDER = "META-INF/webui";
  private static final String INDEX = "/index.html";
  private static final String HASHED = "/assets/";

  private final Map<String, Asset> assets;
  private final Asset index;

  private Assets(Map<String, Asset> assets, Asset index) {
    this.assets = assets;
    this.index = index;
  }

  /**
   * @throws IllegalStateException when the pages were not built
   */
  static Assets load() {
    var files = new HashMap<String, Buffer>();
    try {
      ClassPathUtils.consumeAsPaths(FOLDER, root -> read(root, files));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    var assets = new HashMap<String, Asset>();
    files.forEach((path, bytes) -> assets.put(path, asset(path, bytes, files)));
    Asset index = assets.get(INDEX);
    if (index == null) {
      throw new IllegalStateException(
          "no " + FOLDER + INDEX + " on the class path: mvn generate-resources builds it");
    }
    return new Assets(Map.copyOf(assets), index);
  }

  @Nullable Asset at(String path) {
    return assets.get(path);
  }

  /** The page that reads its address itself. */
  Asset index() {
    return index;
  }

  private static void read(Path root, Map<String, Buffer> files) {
    try (Stream<Path> paths = Files.walk(root)) {
      for (Path path : paths.filter(Files::isRegularFile).toList()) {
        String name = root.relativize(path).toString().replace('\\', '/');
        if (!name.startsWith(".")) {
          files.put("/" + name, Buffer.buffer(Files.readAllBytes(path)));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Asset asset(String path, Buffer bytes, Map<String, Buffer> files) {
    String type = MimeMapping.getMimeTypeForFilename(path);
    return new Asset(
        type == null ? "application/octet-stream" : type,
        // Weak, since the compressed forms share it.
        "W/\"" + HashUtil.sha1(bytes.getBytes()) + '"',
        path.startsWith(HASHED),
        bytes,
        files.get(path + ".gz"),
        files.get(path + ".br"));
  }
}
