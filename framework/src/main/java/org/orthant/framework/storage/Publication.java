package org.orthant.framework.storage;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.commons.io.FileUtils;
import org.orthant.api.file.AtomicFile;
import org.orthant.framework.failure.AnalysisException;

/**
 * Files of one run that appear together. They are written into a folder of their own, {@code
 * .new-…}, and are on the disk when that is renamed to {@value #READY}: from then on they are
 * published, and whoever locks the folder next completes what a killed process left undone. Files
 * of an earlier run leave before the first one comes, the result in one step with its successor; so
 * at no time do files of two runs lie side by side, and where there is a page, all is there.
 */
public final class Publication implements AutoCloseable {
  /** The results by which a folder is read. */
  private static final List<String> RESULTS = List.of("result.json", "sweep.json");

  private static final String EXPORT = "export";

  /** The folder of configurations that follow from advice. */
  public static final String ADVICE = "advice";

  /** All that is ever published, in the order in which it appears; it leaves in reverse. */
  private static final List<String> NAMES =
      List.of(
          RESULTS.get(0),
          RESULTS.get(1),
          "result.json.sha256",
          "gate.xml",
          ADVICE,
          EXPORT,
          "index.html");

  private static final Set<String> FOLDERS = Set.of(ADVICE, EXPORT);
  private static final String NEW = ".new-";
  private static final String READY = ".publishing";
  private static final String OLD = "old";

  private final Path folder;
  private final Path staging;
  private final List<Runnable> after = new ArrayList<>();

  private Publication(Path folder, Path staging) {
    this.folder = folder;
    this.staging = staging;
  }

  /** Adds to what is published. */
  @FunctionalInterface
  public interface Addition {
    void addTo(Publication publication) throws IOException;
  }

  /**
   * @throws AnalysisException if nothing can be written there
   */
  static Publication begin(Path folder) {
    try {
      return new Publication(folder, Files.createTempDirectory(folder, NEW));
    } catch (IOException e) {
      throw failed(folder, e);
    }
  }

  /** Returns where the files lie until all are there. */
  public Path staging() {
    return staging;
  }

  /**
   * Returns where the result lies until all are there.
   *
   * @throws IOException if none was written
   */
  public Path result() throws IOException {
    return RESULTS.stream()
        .map(staging::resolve)
        .filter(Files::isRegularFile)
        .findFirst()
        .orElseThrow(() -> new IOException("there is no result"));
  }

  /** A text that names files where they will lie. */
  public String inPlace(String text) {
    return text.replace(staging.toString(), folder.toString());
  }

  /** Returns where a file will lie. */
  public Path target(String name) {
    return folder.resolve(name);
  }

  /**
   * Writes a file; folders are made where they are missing.
   *
   * @param name one of those that are published, or a path below {@code advice/} or {@code export/}
   * @throws AnalysisException if it cannot be written
   */
  public void write(String name, AtomicFile.Content content) {
    try {
      Path file = staging.resolve(name);
      Files.createDirectories(file.getParent());
      content.writeTo(file);
    } catch (IOException e) {
      throw failed(target(name), e);
    }
  }

  private static AnalysisException failed(Path file, IOException e) {
    return new AnalysisException(
        String.format(Locale.ROOT, "%s cannot be written: %s", file, AtomicFile.inWords(e)), e);
  }

  /** What to do when all is published. */
  public void whenPublished(Runnable task) {
    after.add(task);
  }

  /**
   * Publishes all that was written.
   *
   * @throws AnalysisException if that cannot be done
   */
  public void commit() {
    try {
      result();
      for (String name : NAMES) {
        if (!FOLDERS.contains(name) && Files.isDirectory(target(name), LinkOption.NOFOLLOW_LINKS)) {
          throw new IOException(target(name) + " is a folder");
        }
      }
      forceAll(staging);
      Files.move(staging, folder.resolve(READY), StandardCopyOption.ATOMIC_MOVE);
      AtomicFile.forceFolder(folder);
      complete(folder);
    } catch (IOException e) {
      throw failed(folder, e);
    }
    after.forEach(Runnable::run);
  }

  private static void forceAll(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.toList()) {
        if (Files.isDirectory(path)) {
          AtomicFile.forceFolder(path);
        } else {
          AtomicFile.force(path);
        }
      }
    }
  }

  /**
   * Brings a folder, which the caller has locked, to the state after the last publication that was
   * ready; what was not ready is deleted.
   */
  static void complete(Path folder) throws IOException {
    Path ready = folder.resolve(READY);
    if (Files.isDirectory(ready)) {
      layOut(ready, folder);
      FileUtils.deleteDirectory(ready.toFile());
    }
    try (DirectoryStream<Path> given = Files.newDirectoryStream(folder, NEW + "*")) {
      for (Path up : given) {
        FileUtils.deleteDirectory(up.toFile());
      }
    }
  }

  private static void layOut(Path ready, Path folder) throws IOException {
    for (String result : RESULTS) {
      if (Files.exists(ready.resolve(result))) {
        // Only before the result has come does what lies there belong to another run.
        Path old = Files.createDirectories(ready.resolve(OLD));
        for (String name : leaving()) {
          if (!name.equals(result)) {
            moveIfThere(folder.resolve(name), old.resolve(name));
          }
        }
        AtomicFile.forceFolder(folder);
      }
      // Each name is on the disk before the next: a power cut does not mix what a kill does not.
      moveIfThere(ready.resolve(result), folder.resolve(result));
      AtomicFile.forceFolder(folder);
    }
    for (String name : NAMES) {
      moveIfThere(ready.resolve(name), folder.resolve(name));
    }
    AtomicFile.forceFolder(folder);
  }

  private static List<String> leaving() {
    List<String> leaving = new ArrayList<>(NAMES);
    Collections.reverse(leaving);
    return leaving;
  }

  private static void moveIfThere(Path from, Path to) throws IOException {
    if (Files.exists(from, LinkOption.NOFOLLOW_LINKS)) {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /** Whether a killed process left something undone in a folder. */
  public static boolean isUnderWay(Path folder) {
    return Files.isDirectory(folder.resolve(READY));
  }

  static void clear(Path folder) throws IOException {
    for (String name : leaving()) {
      Path file = folder.resolve(name);
      if (Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
        FileUtils.deleteDirectory(file.toFile());
      } else {
        Files.deleteIfExists(file);
      }
    }
  }

  /** Forgets what was not published. */
  @Override
  public void close() {
    FileUtils.deleteQuietly(staging.toFile());
  }
}
