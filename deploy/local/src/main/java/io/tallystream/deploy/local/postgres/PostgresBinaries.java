package io.tallystream.deploy.local.postgres;

import io.tallystream.deploy.local.process.Folders;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/** The server's programs, unpacked once per version from the archive on the class path. */
public final class PostgresBinaries {
  /** Part of the folder's name: a new version unpacks anew. */
  private static final String VERSION = "18.6.0";

  private PostgresBinaries() {}

  /**
   * Unpacks unless it is done.
   *
   * @param parent folder under which the programs live
   * @return the folder with {@code bin/}, {@code lib/} and {@code share/}
   */
  public static Path unpack(Path parent) throws IOException {
    Path target = parent.resolve("postgresql-" + VERSION + "-" + platform());
    if (!Files.isDirectory(target)) {
      unpackAside(parent, target);
    }
    return target;
  }

  /**
   * Unpacks beside the target and renames: a process that dies half way, or two at once, leave no
   * half folder.
   */
  private static void unpackAside(Path parent, Path target) throws IOException {
    Files.createDirectories(parent);
    Path aside = Files.createTempDirectory(parent, "unpacking-");
    extract(aside);
    Files.setPosixFilePermissions(aside, PosixFilePermissions.fromString("rwxr-xr-x"));
    try {
      Files.move(aside, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (FileAlreadyExistsException | DirectoryNotEmptyException another) {
      Folders.delete(aside);
    }
  }

  private static void extract(Path folder) throws IOException {
    String archive = "/postgres-" + platform() + ".txz";
    try (InputStream in = PostgresBinaries.class.getResourceAsStream(archive)) {
      if (in == null) {
        throw new IOException(
            "PostgreSQL for "
                + platform()
                + " is not on the class path ("
                + archive
                + "): add its io.zonky.test.postgres artifact, or set DATABASE_URL to a server of your own");
      }
      var tar = new TarArchiveInputStream(new XZInputStream(in));
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        write(folder, entry, tar);
      }
    }
  }

  private static void write(Path folder, TarArchiveEntry entry, InputStream content)
      throws IOException {
    Path file = folder.resolve(entry.getName()).normalize();
    if (!file.startsWith(folder)) {
      throw new IOException("archive entry outside its folder: " + entry.getName());
    }
    if (entry.isDirectory()) {
      Files.createDirectories(file);
      return;
    }
    Files.createDirectories(file.getParent());
    if (entry.isSymbolicLink()) {
      Files.createSymbolicLink(file, Path.of(entry.getLinkName()));
    } else {
      Files.copy(content, file);
      if ((entry.getMode() & 0b001_000_000) != 0) {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
      }
    }
  }

  /** As the archives are named: {@code linux-x86_64}, {@code darwin-arm_64}, .. */
  private static String platform() {
    String os =
        System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("mac") ? "darwin" : "linux";
    String cpu = System.getProperty("os.arch");
    return os + "-" + (cpu.equals("aarch64") ? "arm_64" : "x86_64");
  }
}
