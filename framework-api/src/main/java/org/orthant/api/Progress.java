package org.orthant.api;

/** Takes reports of how far long work has come. */
public interface Progress {

  /**
   * Begins a task.
   *
   * @param name what is being done, in a word or two
   * @param steps how many steps it takes
   */
  Task begin(String name, long steps);

  /** One line for the user, such as that a network was found in the cache. */
  void note(String line);

  /** A task that moves forward until it is closed. */
  interface Task extends AutoCloseable {

    /**
     * Moves on.
     *
     * @param done how many steps are done so far
     * @param note what to show beside the bar, such as the loss; may be empty
     */
    void advance(long done, String note);

    @Override
    void close();
  }
}
