package org.orthant.api.work;

import java.util.List;

/**
 * Pieces of work that can be done in any order, here or in other processes.
 *
 * @param <T> what a piece gives
 */
public interface Work<T> {

  /** The numbers of the pieces, ascending. */
  List<Integer> pieces();

  /** Performs a piece in this process; several threads may call it. */
  T perform(int piece);

  /**
   * All that a {@link Worker} in another process needs to perform any piece. It takes time and may
   * be many megabytes, so ask once.
   */
  byte[] job();

  /**
   * Reads what a {@link Worker} gave, as soon as it is there and only once.
   *
   * @param piece that was performed
   * @throws IllegalStateException if the bytes are not what a worker gives
   */
  T read(int piece, byte[] performed);

  /**
   * Tells whoever watches the run what it waits for.
   *
   * @param line one line
   */
  default void note(String line) {}
}
