package org.orthant.networks;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.orthant.api.Seed;
import org.orthant.api.data.Dataset;
import org.orthant.api.data.DatasetShape;
import org.orthant.api.data.Split;
import org.orthant.api.model.ImageShape;

/** Training images of independent uniform numbers in [−1, 1], so that no two crops are alike. */
public record NoiseImages(ImageShape image, int count) implements Dataset {

  /** The number in that place. */
  float pixel(int index, int y, int x, int channel) {
    return (float) new Seed(index).fork(y).fork(x).fork(channel).generator().nextDouble(-1, 1);
  }

  @Override
  public DatasetShape shape() {
    return new DatasetShape(image, 2, count, 1);
  }

  @Override
  public Split training() {
    return new Split() {
      @Override
      public int size() {
        return count;
      }

      @Override
      public INDArray images(int... indices) {
        float[][][][] chosen =
            new float[indices.length][image.height()][image.width()][image.channels()];
        for (int i = 0; i < indices.length; i++) {
          for (int y = 0; y < image.height(); y++) {
            for (int x = 0; x < image.width(); x++) {
              for (int channel = 0; channel < image.channels(); channel++) {
                chosen[i][y][x][channel] = pixel(indices[i], y, x, channel);
              }
            }
          }
        }
        return Nd4j.createFromArray(chosen);
      }

      @Override
      public int[] labels(int... indices) {
        throw new AssertionError("vectors have no labels");
      }
    };
  }

  @Override
  public Split test() {
    throw new AssertionError("vectors are cut from training images");
  }

  @Override
  public String digest() {
    return "noise";
  }
}
