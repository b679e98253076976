package org.orthant.datasets.own;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.orthant.api.BadInputException;
import org.orthant.api.InvalidParameterException;
import org.orthant.api.RandomNumbers;
import org.orthant.api.Seed;

/**
 * Which part of some images is measured on, chosen by chance.
 *
 * @param fraction of the images, more than 0 and less than 1
 * @param seed another one chooses other images
 */
public record TestShare(double fraction, long seed) {

  /** What the cut leaves of the images. */
  public static final class Cut {
    private final int[] training;
    private final int[] test;

    Cut(int[] training, int[] test) {
      this.training = training;
      this.test = test;
    }

    /** The indices of the training split, ascending. */
    public int[] training() {
      return training.clone();
    }

    /** The indices of the test split, ascending. */
    public int[] test() {
      return test.clone();
    }
  }

  /**
   * Requires a part that is neither nothing nor everything.
   *
   * @throws InvalidParameterException in the name of the parameter testFraction
   */
  public static void require(double testFraction) {
    InvalidParameterException.unless(
        testFraction > 0 && testFraction < 1,
        "testFraction",
        "must be more than 0 and less than 1",
        testFraction);
  }

  /**
   * Cuts in two: the numbers of images depend on the fraction alone, and each split has one at
   * least.
   *
   * @param name of what is cut, for messages
   * @throws BadInputException if there is but one image
   */
  public Cut cut(String name, int images) {
    if (images < 2) {
      throw Refusal.of(name, "%d cannot be cut into a training and a test split", images);
    }
    int test = (int) Math.max(1, Math.min(images - 1, Math.round(images * fraction)));
    int[] order = shuffled(images);
    return new Cut(
        ascending(Arrays.copyOfRange(order, test, images)),
        ascending(Arrays.copyOfRange(order, 0, test)));
  }

  private int[] shuffled(int images) {
    RandomNumbers random = new Seed(seed).fork("test").generator();
    int[] order = IntStream.range(0, images).toArray();
    for (int i = images - 1; i > 0; i--) {
      int other = random.nextInt(i + 1);
      int moved = order[i];
      order[i] = order[other];
      order[other] = moved;
    }
    return order;
  }

  private static int[] ascending(int... indices) {
    Arrays.sort(indices);
    return indices;
  }
}
