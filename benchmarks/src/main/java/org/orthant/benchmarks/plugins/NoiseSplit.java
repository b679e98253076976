package org.orthant.benchmarks.plugins;

import java.util.Objects;
import java.util.SplittableRandom;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.orthant.api.Seed;
import org.orthant.api.data.Split;
import org.orthant.api.model.ImageShape;

/**
 * Images cut from a long row of numbers, which is drawn once, so that a run has its images as fast
 * as a dataset in memory gives them. Where an image begins depends on the seed and its index alone.
 */
final class NoiseSplit implements Split {
  private static final int NUMBERS = 1 << 20;
  private static final double STANDARD_DEVIATION = 0.25;

  private final ImageShape image;
  private final int classes;
  private final int size;
  private final Seed seed;
  private final float[] numbers;

  NoiseSplit(ImageShape image, int classes, int size, Seed seed) {
    this.image = image;
    this.classes = classes;
    this.size = size;
    this.seed = seed;
    this.numbers = numbers(seed.fork("numbers").generator());
  }

  /** Gaussian numbers, of which all but one in 16,000 stay as drawn in [−1, 1]. */
  private static float[] numbers(SplittableRandom random) {
    float[] numbers = new float[NUMBERS];
    for (int i = 0; i < numbers.length; i++) {
      double value = STANDARD_DEVIATION * random.nextGaussian();
      numbers[i] = (float) Math.max(-1, Math.min(1, value));
    }
    return numbers;
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public INDArray images(int... indices) {
    float[] values = new float[Math.multiplyExact(indices.length, image.size())];
    for (int i = 0; i < indices.length; i++) {
      SplittableRandom random = seed.fork(Objects.checkIndex(indices[i], size)).generator();
      int from = random.nextInt(NUMBERS - image.size());
      System.arraycopy(numbers, from, values, i * image.size(), image.size());
    }
    long[] shape = {indices.length, image.height(), image.width(), image.channels()};
    return Nd4j.create(values, shape, 'c').detach();
  }

  @Override
  public int[] labels(int... indices) {
    int[] labels = new int[indices.length];
    for (int i = 0; i < indices.length; i++) {
      int index = Objects.checkIndex(indices[i], size);
      labels[i] = seed.fork("labels").fork(index).generator().nextInt(classes);
    }
    return labels;
  }
}
