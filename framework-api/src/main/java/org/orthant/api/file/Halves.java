package org.orthant.api.file;

/** Numbers of 16 bits, IEEE 754's binary16. */
public final class Halves {
  private static final int SIGN = 0x8000;
  private static final int EXPONENT = 0x7C00;
  private static final int MANTISSA = 0x3FF;

  private Halves() {}

  /** Its value, exactly. */
  public static float of(short bits) {
    int exponent = (bits & EXPONENT) >> 10;
    int mantissa = bits & MANTISSA;
    float size;
    if (exponent == 0x1F) {
      size = mantissa == 0 ? Float.POSITIVE_INFINITY : Float.NaN;
    } else if (exponent == 0) {
      size = Math.scalb((float) mantissa, -24);
    } else {
      size = Math.scalb(1 + mantissa / 1024f, exponent - 15);
    }
    return (bits & SIGN) == 0 ? size : -size;
  }
}
