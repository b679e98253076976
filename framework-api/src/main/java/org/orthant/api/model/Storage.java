package org.orthant.api.model;

import java.util.OptionalLong;

/**
 * The most compact form in which the vectors of a layer are kept, and what products with them
 * multiply.
 *
 * @param kind what a component is, up to factors that a vector or a group of components shares
 * @param bits of a component; at least 1
 * @param beside bits that all vectors of the layer, or of one image, need beside their components:
 *     scales, zero points, a rotation; at least 0
 * @param terms of how many numbers of that kind a component is the sum; at least 1
 * @param rotation how many multiply-adds in floating point rotate what one image has the filters
 *     meet, where the vectors are kept along other axes; empty where they are not
 */
public record Storage(Kind kind, int bits, long beside, int terms, OptionalLong rotation) {

  /** The kinds of numbers, from those that cost least to multiply to those that cost most. */
  public enum Kind {
    /** ±1: products of two are bits that agree or not. */
    SIGN,
    /** −1, 0 and 1. */
    TERNARY,
    /** Whole numbers. */
    INTEGER,
    /** Numbers in floating point, or of a table. */
    FLOAT;

    /** The kind of arithmetic that multiplies both. */
    public Kind with(Kind other) {
      return compareTo(other) >= 0 ? this : other;
    }
  }

  /** Bits of a number in floating point, such as a scale. */
  public static final int FLOAT_BITS = 32;

  public Storage {
    if (bits < 1 || beside < 0 || terms < 1 || rotation.orElse(0) < 0) {
      throw new IllegalArgumentException(
          "needs bits and terms of at least 1, and no less than nothing beside them");
    }
  }

  /** Components alone. */
  public static Storage of(Kind kind, int bits) {
    return new Storage(kind, bits, 0, 1, OptionalLong.empty());
  }

  /** Numbers of float32. */
  public static Storage floats() {
    return of(Kind.FLOAT, FLOAT_BITS);
  }

  /** A bit each. */
  public static Storage signs() {
    return of(Kind.SIGN, 1);
  }

  /** Returns this storage with more bits. */
  public Storage and(long more) {
    return new Storage(kind, bits, Math.addExact(beside, more), terms, rotation);
  }

  /** Returns the storage of vectors each of whose components is a sum of such components. */
  public Storage sumOf(int summands) {
    return new Storage(kind, bits, beside, summands, rotation);
  }

  /** Returns the storage of these vectors along rotated axes. */
  public Storage rotated(long multiplyAdds) {
    return new Storage(kind, bits, beside, terms, OptionalLong.of(multiplyAdds));
  }
}
