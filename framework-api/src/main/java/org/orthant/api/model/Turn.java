package org.orthant.api.model;

/**
 * The cost of a rotation.
 *
 * @param bits that it is kept in, for one layer; at least 0
 * @param multiplyAdds that rotate one vector; at least 0
 */
public record Turn(long bits, long multiplyAdds) {
  /** The cost of a rotation that leaves vectors where they are. */
  public static final Turn NONE = new Turn(0, 0);

  public Turn {
    if (bits < 0 || multiplyAdds < 0) {
      throw new IllegalArgumentException("costs no less than nothing");
    }
  }

  /** Returns the cost of a dense matrix of float32. */
  public static Turn matrix(int dimension) {
    long entries = (long) dimension * dimension;
    return new Turn(Math.multiplyExact(Storage.FLOAT_BITS, entries), entries);
  }

  /** Both, one after the other. */
  public Turn and(Turn other) {
    return new Turn(bits + other.bits, multiplyAdds + other.multiplyAdds);
  }
}
