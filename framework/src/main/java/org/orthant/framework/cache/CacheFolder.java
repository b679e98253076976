package org.orthant.framework.cache;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.orthant.framework.cache.CacheEntry.Kind;
import org.orthant.framework.storage.Home;

/** The cache of a home. */
public final class CacheFolder {
  private static final String NETWORK = ".network";

  private final Home home;

  public CacheFolder(Home home) {
    this.home = home;
  }

  /** All there is: trainings, runs that were interrupted, what is of no more use; by name. */
  public List<CacheEntry> entries() throws IOException {
    Map<String, Collected> collected = new TreeMap<>();
    collect(home.networks(), collected);
    collect(home.interim(), collected);
    return collected.entrySet().stream()
        .map(entry -> entry.getValue().entry(entry.getKey()))
        .sorted(Comparator.comparing(CacheEntry::kind))
        .toList();
  }

  /** A folder that appears or goes meanwhile does no harm. */
  private void collect(Path folder, Map<String, Collected> collected) throws IOException {
    if (!Files.isDirectory(folder)) {
      return;
    }
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            String name = name(folder.relativize(file));
            collected
                .computeIfAbsent(name, first -> new Collected(kind(file)))
                .add(file, attributes);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException gone) {
            return FileVisitResult.CONTINUE;
          }
        });
  }

  /** The files of one run belong together, and those of one training. */
  private static String name(Path file) {
    String first = file.getName(0).toString();
    int end = first.indexOf(NETWORK);
    return end < 0 || isLeftOver(file) ? first : first.substring(0, end);
  }

  private Kind kind(Path file) {
    if (isLeftOver(file) && file.startsWith(home.networks())) {
      return Kind.LEFT_OVER;
    }
    return file.startsWith(home.interim()) ? Kind.INTERRUPTED_RUN : Kind.TRAINING;
  }

  private static boolean isLeftOver(Path file) {
    return Stream.of(".part", ".corrupt", ".other-platform").anyMatch(file.toString()::endsWith);
  }

  /**
   * Deletes an entry.
   *
   * @throws IOException if a file cannot be deleted; one that is gone already can
   */
  public void delete(CacheEntry entry) throws IOException {
    for (Path file : entry.files()) {
      Files.deleteIfExists(file);
    }
    if (entry.kind() == Kind.INTERRUPTED_RUN) {
      Files.deleteIfExists(home.interim().resolve(entry.name()));
    }
  }

  private static final class Collected {
    private final Kind kind;
    private final List<Path> files = new ArrayList<>();
    private long bytes;
    private Instant last = Instant.EPOCH;

    Collected(Kind kind) {
      this.kind = kind;
    }

    void add(Path file, BasicFileAttributes attributes) {
      files.add(file);
      bytes += attributes.size();
      Instant written = attributes.lastModifiedTime().toInstant();
      last = written.isAfter(last) ? written : last;
    }

    CacheEntry entry(String name) {
      return new CacheEntry(kind, name, files, bytes, last);
    }
  }
}
