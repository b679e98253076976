package org.orthant.dl4j.block;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Images of a batch, or filters of a layer, in a fixed number of portions, each worked on by one
 * thread: how many threads there are changes no result.
 *
 * @param size how many there are
 */
record Portions(int size) {
  private static final int MOST = 8;

  /** Work on what lies from the first to before the last. */
  @FunctionalInterface
  interface Work {
    void on(int portion, int from, int to);
  }

  /** What work on a portion gives. */
  @FunctionalInterface
  interface Part<T> {
    T of(int from, int to);
  }

  int count() {
    return Math.min(size, MOST);
  }

  void forEach(Work work) {
    IntStream.range(0, count())
        .parallel()
        .forEach(portion -> work.on(portion, first(portion), first(portion + 1)));
  }

  /** Returns what each portion gives; empty unless all of them give something. */
  <T> Optional<List<T>> all(Part<Optional<T>> part) {
    List<Optional<T>> parts =
        IntStream.range(0, count())
            .parallel()
            .mapToObj(portion -> part.of(first(portion), first(portion + 1)))
            .toList();
    return parts.stream().allMatch(Optional::isPresent)
        ? Optional.of(parts.stream().map(Optional::get).toList())
        : Optional.empty();
  }

  private int first(int portion) {
    return portion * size / count();
  }
}
