package org.orthant.benchmarks.plugins;

import java.util.Arrays;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.orthant.api.RandomNumbers;
import org.orthant.api.Seed;
import org.orthant.api.data.Split;
import org.orthant.api.model.ImageShape;

/**
 * Images cut from a long row of numbers. All is drawn once, so that a run has its images as fast as
 * a dataset in memory gives them. Where an image begins depends on the seed and its index alone.
 */
final class NoiseSplit implements Split {
  private static final int NUMBERS = 1 << 20;
  private static final double STANDARD_DEVIATION = 0.25;

  private final ImageShape image;
  private final float[] numbers;
  private final int[] beginnings;
  private final int[] labels;

  NoiseSplit(ImageShape image, int classes, int size, Seed seed) {
    this.image = image;
    this.numbers = numbers(seed.fork("numbers").generator());
    this.beginnings =
        seed.fork("beginnings").generator().ints(0, NUMBERS - image.size()).limit(size).toArray();
    this.labels = seed.fork("labels").generator().ints(0, classes).limit(size).toArray();
  }

  /** Gaussian numbers, of which all but one in 16,000 stay as drawn in [−1, 1]. */
  private static float[] numbers(RandomNumbers random) {
    float[] numbers = new float[NUMBERS];
    for (int i = 0; i < numbers.length; i++) {
      double value = STANDARD_DEVIATION * random.nextGaussian();
      numbers[i] = (float) Math.max(-1, Math.min(1, value));
    }
    return numbers;
  }

  @Override
  public int size() {
    return labels.length;
  }

  @Override
  public INDArray images(int... indices) {
    float[] values = new float[Math.multiplyExact(indices.length, image.size())];
    for (int i = 0; i < indices.length; i++) {
      System.arraycopy(numbers, beginnings[indices[i]], values, i * image.size(), image.size());
    }
    long[] shape = {indices.length, image.height(), image.width(), image.channels()};
    return Nd4j.create(values, shape, 'c').detach();
  }

  @Override
  public int[] labels(int... indices) {
    return Arrays.stream(indices).map(index -> labels[index]).toArray();
  }
}
