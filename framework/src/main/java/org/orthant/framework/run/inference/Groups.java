package org.orthant.framework.run.inference;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.orthant.api.RandomNumbers;
import org.orthant.api.Seed;

/**
 * The test images in a seeded order, in groups of {@value #SIZE}. A group is the unit of
 * everything: statistics are kept per group, seeds fork by group, threads take whole groups.
 */
public final class Groups {
  public static final int SIZE = 25;

  private final int[] order;

  private Groups(int... order) {
    this.order = order;
  }

  /** The first {@code images} of a random order of {@code available} images. */
  public static Groups of(int available, int images, Seed seed) {
    int[] order = IntStream.range(0, available).toArray();
    RandomNumbers random = seed.generator();
    for (int i = 0; i < images; i++) {
      int j = random.nextInt(i, available);
      int swapped = order[i];
      order[i] = order[j];
      order[j] = swapped;
    }
    return new Groups(Arrays.copyOf(order, images));
  }

  /** The first images of the order, as indices into the test split. */
  public int[] first(int images) {
    return Arrays.copyOf(order, images);
  }

  /** All of them, in their order. */
  int[] all() {
    return order.clone();
  }

  /** Returns how many images there are in all. */
  public int images() {
    return order.length;
  }

  public int count() {
    return (order.length + SIZE - 1) / SIZE;
  }

  public int[] group(int group) {
    return Arrays.copyOfRange(order, group * SIZE, Math.min(order.length, (group + 1) * SIZE));
  }

  /** Returns how many images of a group are among the first {@code images} of all. */
  public static int within(int group, int images) {
    return Math.max(0, Math.min(SIZE, images - group * SIZE));
  }
}
