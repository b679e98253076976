package org.orthant.api.spi;

import java.nio.file.Path;

/** Files worth finding again, shared by all runs. */
@FunctionalInterface
public interface Cache {

  /**
   * Returns the path where a file lies or will lie. What a network cannot be had without again goes
   * into such a file, since processes elsewhere are given the files that were asked for. A {@link
   * org.orthant.api.file.KeptFile} is written in one step and tells when it was damaged.
   *
   * @param name the hash of all that shaped it, with an ending that tells what it is
   */
  Path file(String name);
}
