package org.orthant.api.statistics;

/**
 * An accumulator that can be split and put together again: filling one with some values and another
 * with the rest, then merging, is the same as filling one with all (up to rounding).
 *
 * @param <S> the accumulator itself
 */
public interface Mergeable<S extends Mergeable<S>> {

  /** Adds what the other has seen; the other stays as it is. */
  void merge(S other);
}
