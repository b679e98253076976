package org.orthant.benchmarks.plugins;

import java.util.Objects;
import java.util.SplittableRandom;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.orthant.api.Seed;
import org.orthant.api.data.Split;
import org.orthant.api.model.ImageShape;

/**
 * Images that are drawn when they are asked for, and the same every time. Their numbers are
 * Gaussian with a standard deviation of ¼, so that all but one in 16,000 stay as drawn in [−1, 1].
 */
record NoiseSplit(ImageShape image, int classes, int size, Seed seed) implements Split {
  private static final double STANDARD_DEVIATION = 0.25;

  @Override
  public INDArray images(int... indices) {
    float[] values = new float[Math.multiplyExact(indices.length, image.size())];
    int target = 0;
    for (int index : indices) {
      SplittableRandom random = generator(index);
      for (int end = target + image.size(); target < end; target++) {
        double value = STANDARD_DEVIATION * random.nextGaussian();
        values[target] = (float) Math.max(-1, Math.min(1, value));
      }
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

  private SplittableRandom generator(int index) {
    return seed.fork(Objects.checkIndex(index, size)).generator();
  }
}
