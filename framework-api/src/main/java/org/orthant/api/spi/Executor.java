package org.orthant.api.spi;

import java.util.List;
import java.util.function.Consumer;
import org.orthant.api.work.Work;

/** Decides where the groups of images are measured. */
public non-sealed interface Executor extends Plugin {

  /**
   * Returns how many threads compute in this process; 0 for one per core. They also do what is not
   * worth sending elsewhere.
   */
  int threads();

  /** Whether pieces are performed by other processes. */
  default boolean isElsewhere() {
    return false;
  }

  /**
   * The machines by whose names or addresses this executor reaches other processes; none where it
   * needs no network. A run begins only if each is this machine, or the user allows it.
   */
  default List<String> hosts() {
    return List.of();
  }

  /**
   * Performs every piece of the work and folds what comes back in the order of the pieces, so that
   * the result does not depend on how many worked on it. An exception of the work or the fold ends
   * it all.
   *
   * @param fold takes the results in the order of the pieces, one at a time
   */
  <T> void execute(Work<T> work, Consumer<T> fold);
}
