package org.orthant.formats.draft;

/** A layer, a quantizer, or one of their forms, is not supported. */
public final class UnsupportedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * @param advice the nearest form that is
   */
  public UnsupportedException(String advice) {
    super(advice, null, false, false);
  }
}
