package org.orthant.formats.deeplearning4j.layers;

/** A layer, or one of its forms, is not supported. */
final class UnsupportedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * @param advice the nearest form that is
   */
  UnsupportedException(String advice) {
    super(advice, null, false, false);
  }
}
