package org.orthant.networks;

import java.util.Locale;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.orthant.api.RandomNumbers;
import org.orthant.api.Seed;
import org.orthant.api.data.Dataset;
import org.orthant.api.data.Split;
import org.orthant.api.model.ImageShape;
import org.orthant.api.model.LayerShape;

/**
 * Square patches of training images, wholly inside the image, less the mean of them all. Images and
 * places are chosen independently, so that one may come twice. The components stand in the order
 * (row, column, channel).
 */
record PatchLayer(LayerShape shape) implements RandomLayer {
  /** How many images are in memory at a time. */
  private static final int CHUNK = 100;

  @Override
  public String description() {
    return String.format(
        Locale.ROOT,
        "%d patches of %d × %d × %d of training images, less their mean",
        shape.filters(),
        side(),
        side(),
        shape.input().channels());
  }

  private int side() {
    return shape.window().kernel().width();
  }

  @Override
  public float[] draw(Optional<Dataset> dataset, Seed seed) {
    float[] patches = new float[Math.multiplyExact(shape.filters(), shape.dimension())];
    cut(dataset.orElseThrow().training(), seed.generator(), patches);
    subtractMean(patches);
    return patches;
  }

  private void cut(Split images, RandomNumbers random, float[] patches) {
    ImageShape image = shape.input();
    for (int first = 0; first < shape.filters(); first += CHUNK) {
      int count = Math.min(CHUNK, shape.filters() - first);
      int[] indices = new int[count];
      int[] tops = new int[count];
      int[] lefts = new int[count];
      for (int i = 0; i < count; i++) {
        indices[i] = random.nextInt(images.size());
        tops[i] = random.nextInt(image.height() - side() + 1);
        lefts[i] = random.nextInt(image.width() - side() + 1);
      }
      try (INDArray chosen = images.images(indices)) {
        float[] pixels = chosen.data().asFloat();
        for (int i = 0; i < count; i++) {
          copy(pixels, i, tops[i], lefts[i], patches, first + i);
        }
      }
    }
  }

  private void copy(float[] pixels, int image, int top, int left, float[] patches, int patch) {
    int height = shape.input().height();
    int width = shape.input().width();
    int channels = shape.input().channels();
    int row = side() * channels;
    for (int y = 0; y < side(); y++) {
      System.arraycopy(
          pixels,
          ((image * height + top + y) * width + left) * channels,
          patches,
          patch * shape.dimension() + y * row,
          row);
    }
  }

  private void subtractMean(float[] patches) {
    int dimension = shape.dimension();
    double[] mean = new double[dimension];
    for (int i = 0; i < patches.length; i++) {
      mean[i % dimension] += patches[i];
    }
    for (int i = 0; i < patches.length; i++) {
      patches[i] = (float) (patches[i] - mean[i % dimension] / shape.filters());
    }
  }
}
