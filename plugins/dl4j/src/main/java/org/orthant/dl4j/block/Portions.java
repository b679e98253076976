package org.orthant.dl4j.block;

import java.util.stream.IntStream;

/**
 * The images of a batch in a fixed number of portions, each worked on by one thread: how many
 * threads there are changes no result.
 */
record Portions(int images) {
  /** Work on images from the first to before the last. */
  @FunctionalInterface
  interface Work {
    void on(int portion, int from, int to);
  }

  int count() {
    return Math.min(images, 8);
  }

  void forEach(Work work) {
    int count = count();
    IntStream.range(0, count)
        .parallel()
        .forEach(
            portion -> work.on(portion, portion * images / count, (portion + 1) * images / count));
  }
}
