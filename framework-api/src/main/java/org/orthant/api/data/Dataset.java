package org.orthant.api.data;

import java.util.List;

/** An opened dataset. */
public interface Dataset {
  DatasetShape shape();

  /** The images to train on. */
  Split training();

  /** The images to measure on. */
  Split test();

  /** SHA-256 over all pixels and labels, or over what they are made of, in hexadecimal. */
  String digest();

  /**
   * Returns what a reader of any result must know of these images, such as how many were damaged
   * and left out: each a sentence of one line without its point. Mostly there is nothing.
   */
  default List<String> notes() {
    return List.of();
  }
}
