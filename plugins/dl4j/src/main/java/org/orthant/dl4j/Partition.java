package org.orthant.dl4j;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.orthant.api.RandomNumbers;
import org.orthant.api.Seed;

/**
 * Which of a dataset's training images a network learns, and which are set aside. Both are indices,
 * in ascending order.
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Partition(int[] learned, int[] aside) {

  /**
   * Sets images aside at random.
   *
   * @param images how many there are
   * @param aside how many are set aside; none changes nothing and draws no number
   */
  static Partition of(int images, int aside, Seed seed) {
    int[] order = IntStream.range(0, images).toArray();
    if (aside > 0) {
      shuffle(order, seed);
    }
    return new Partition(
        Arrays.stream(order, aside, images).sorted().toArray(),
        Arrays.stream(order, 0, aside).sorted().toArray());
  }

  /** The images to learn in a random order. */
  int[] order(Seed seed) {
    int[] order = learned.clone();
    shuffle(order, seed);
    return order;
  }

  private static void shuffle(int[] order, Seed seed) {
    RandomNumbers random = seed.generator();
    for (int i = order.length - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int swapped = order[i];
      order[i] = order[j];
      order[j] = swapped;
    }
  }
}
