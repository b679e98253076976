package org.orthant.quantizers.rotation;

import java.util.stream.IntStream;
import org.orthant.api.RandomNumbers;
import org.orthant.api.Seed;
import org.orthant.api.model.Turn;

/** An order of a vector's coordinates. */
final class CoordinateOrder {

  /** Which coordinate comes first, which next, and so on. */
  private final int[] places;

  private CoordinateOrder(int[] places) {
    this.places = places;
  }

  static CoordinateOrder natural(int dimension) {
    return new CoordinateOrder(IntStream.range(0, dimension).toArray());
  }

  /**
   * One of all orders, each as likely as any other.
   *
   * <p>Source: Durstenfeld, "Algorithm 235: Random permutation", 1964.
   */
  static CoordinateOrder random(int dimension, Seed seed) {
    int[] places = IntStream.range(0, dimension).toArray();
    RandomNumbers generator = seed.generator();
    for (int i = dimension - 1; i > 0; i--) {
      int j = generator.nextInt(i + 1);
      int place = places[i];
      places[i] = places[j];
      places[j] = place;
    }
    return new CoordinateOrder(places);
  }

  /** The place of each coordinate, in as many bits as places need. */
  static Turn turn(int dimension) {
    int bits = Integer.SIZE - Integer.numberOfLeadingZeros(dimension - 1);
    return new Turn((long) dimension * bits, 0);
  }

  int dimension() {
    return places.length;
  }

  double[] arrange(double[] vector) {
    double[] arranged = new double[vector.length];
    for (int i = 0; i < vector.length; i++) {
      arranged[i] = vector[places[i]];
    }
    return arranged;
  }

  double[] restore(double[] arranged) {
    double[] vector = new double[arranged.length];
    for (int i = 0; i < arranged.length; i++) {
      vector[places[i]] = arranged[i];
    }
    return vector;
  }

  /** As for a vector, for a batch whose coordinates are rows. The rows themselves are kept. */
  float[][] arrange(float[][] batch) {
    float[][] arranged = new float[batch.length][];
    for (int i = 0; i < batch.length; i++) {
      arranged[i] = batch[places[i]];
    }
    return arranged;
  }

  float[][] restore(float[][] arranged) {
    float[][] batch = new float[arranged.length][];
    for (int i = 0; i < arranged.length; i++) {
      batch[places[i]] = arranged[i];
    }
    return batch;
  }
}
