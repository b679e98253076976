package org.orthant.dl4j;

import java.util.SplittableRandom;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.orthant.api.data.Dataset;
import org.orthant.api.data.DatasetShape;
import org.orthant.api.data.Split;
import org.orthant.api.model.ImageShape;

/** A small dataset of two noisy classes that differ in the sign of their mean. */
record TwoClouds(int trainingImages, int testImages) implements Dataset {
  static final ImageShape IMAGE = new ImageShape(3, 4, 1);

  @Override
  public DatasetShape shape() {
    return new DatasetShape(IMAGE, 2, trainingImages, testImages);
  }

  @Override
  public Split training() {
    return new Cloud(1, trainingImages);
  }

  @Override
  public Split test() {
    return new Cloud(2, testImages);
  }

  @Override
  public String digest() {
    return "two clouds of " + trainingImages + " and " + testImages;
  }

  private record Cloud(long seed, int size) implements Split {
    @Override
    public INDArray images(int... indices) {
      float[] pixels = new float[indices.length * IMAGE.size()];
      for (int i = 0; i < indices.length; i++) {
        SplittableRandom random = new SplittableRandom(seed * 1_000_003 + indices[i]);
        for (int p = 0; p < IMAGE.size(); p++) {
          double mean = labels(indices[i])[0] == 0 ? -0.3 : 0.3;
          double pixel = mean + 0.4 * random.nextGaussian();
          pixels[i * IMAGE.size() + p] = (float) Math.max(-1, Math.min(1, pixel));
        }
      }
      return Nd4j.createFromArray(pixels)
          .reshape(indices.length, IMAGE.height(), IMAGE.width(), IMAGE.channels());
    }

    @Override
    public int[] labels(int... indices) {
      int[] labels = new int[indices.length];
      for (int i = 0; i < indices.length; i++) {
        labels[i] = indices[i] % 2;
      }
      return labels;
    }
  }
}
