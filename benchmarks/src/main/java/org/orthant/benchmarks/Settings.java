package org.orthant.benchmarks;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What to measure and where.
 *
 * @param root the folder of Orthant's sources
 * @param peers the folder of the peers' scripts; empty where there are none
 * @param python the interpreter that runs them; empty to look for one
 * @param quick whether a tenth of the images is enough
 */
record Settings(Path root, Optional<Path> peers, Optional<String> python, boolean quick) {
  static final int THREADS = 2;

  /** Returns how many images to take where a full comparison takes so many. */
  int images(int full) {
    return quick ? full / 10 : full;
  }

  Path config(String file) {
    return root.resolve("benchmarks").resolve("configs").resolve(file);
  }

  /** The folder of everything that a comparison leaves behind but its report. */
  Path work() {
    return root.resolve("benchmarks").resolve("target").resolve("side-by-side");
  }

  Path log(String part) {
    return work().resolve(part.replaceAll("[^A-Za-z0-9.=-]+", "-") + ".log");
  }
}
