package org.orthant.probes.cost;

import org.orthant.api.model.LayerShape;
import org.orthant.api.model.Storage;

/** Bits that are kept. */
public record Memory(long bits) {
  private static final double BITS_OF_KILOBYTE = 8000;

  /** Of a layer's weights. */
  static Memory of(LayerShape shape, Storage storage) {
    return new Memory(
        Math.addExact(Math.multiplyExact(weights(shape), storage.bits()), storage.beside()));
  }

  /** Of numbers in floating point. */
  static Memory ofFloats(long count) {
    return new Memory(Math.multiplyExact(count, Storage.FLOAT_BITS));
  }

  /** Returns how many weights a layer has. */
  public static long weights(LayerShape shape) {
    return (long) shape.filters() * shape.dimension();
  }

  Memory and(Memory other) {
    return new Memory(Math.addExact(bits, other.bits));
  }

  /** Bits for each weight of the layer. */
  public double perWeight(LayerShape shape) {
    return (double) bits / weights(shape);
  }

  double kilobytes() {
    return bits / BITS_OF_KILOBYTE;
  }
}
