package org.orthant.framework.cache;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/**
 * One thing in the cache.
 *
 * @param files all that belong to it
 * @param bytes of them together
 * @param last when one of them was last written
 */
public record CacheEntry(Kind kind, String name, List<Path> files, long bytes, Instant last) {

  /** What there is in a cache. */
  public enum Kind {
    TRAINING("training"),
    INTERRUPTED_RUN("interrupted run"),
    LEFT_OVER("left over");

    private final String words;

    Kind(String words) {
      this.words = words;
    }

    @Override
    public String toString() {
      return words;
    }
  }

  public CacheEntry {
    files = List.copyOf(files);
  }
}
