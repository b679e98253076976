package org.orthant.api.data;

/** An opened dataset. */
public interface Dataset {
  DatasetShape shape();

  /** The images to train on. */
  Split training();

  /** The images to measure on. */
  Split test();

  /** SHA-256 over all pixels and labels, in hexadecimal. */
  String digest();
}
