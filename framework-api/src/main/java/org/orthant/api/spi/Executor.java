package org.orthant.api.spi;

import java.util.function.Consumer;
import java.util.function.IntFunction;

/** Decides where the groups of images are measured. */
public non-sealed interface Executor extends Plugin {

  /**
   * Measures every group and folds what comes back in the order of the groups, so that the result
   * does not depend on how many worked on it. An exception of the work or the fold ends it all.
   *
   * @param groups how many groups there are
   * @param work measures one group; may be called from several threads
   * @param fold takes the results in the order of the groups, one at a time
   */
  <T> void execute(int groups, IntFunction<T> work, Consumer<T> fold);
}
