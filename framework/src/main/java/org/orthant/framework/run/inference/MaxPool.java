package org.orthant.framework.run.inference;

import java.nio.FloatBuffer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.orthant.api.array.Floats;
import org.orthant.api.model.ImageShape;

/** The maximum over squares of 2 × 2 positions; an odd last row or column is left out. */
final class MaxPool {
  private static final int SIZE = 2;

  private MaxPool() {}

  /**
   * Pools.
   *
   * @param rows [images × height × width, channels], dense, c-order
   * @param image height and width; its channels do not matter
   * @return [images × height/2 × width/2, channels]
   */
  static INDArray rows(INDArray rows, ImageShape image) {
    int height = image.height();
    int width = image.width();
    int images = (int) (rows.size(0) / ((long) height * width));
    int channels = (int) rows.size(1);
    long positions = (long) images * (height / SIZE) * (width / SIZE);
    INDArray pooled = Nd4j.create(DataType.FLOAT, new long[] {positions, channels}, 'c');
    FloatBuffer to = pooled.data().asNioFloat();
    Floats.read(rows, from -> pool(from, to, images, height, width, channels));
    return pooled;
  }

  private static void pool(
      FloatBuffer from, FloatBuffer to, int images, int height, int width, int channels) {
    int pooledHeight = height / SIZE;
    int pooledWidth = width / SIZE;
    float[] upper = new float[SIZE * channels];
    float[] lower = new float[SIZE * channels];
    float[] largest = new float[channels];
    for (int n = 0; n < images; n++) {
      for (int y = 0; y < pooledHeight; y++) {
        for (int x = 0; x < pooledWidth; x++) {
          int source = ((n * height + SIZE * y) * width + SIZE * x) * channels;
          from.get(source, upper);
          from.get(source + width * channels, lower);
          for (int c = 0; c < channels; c++) {
            largest[c] =
                Math.max(
                    Math.max(upper[c], upper[channels + c]),
                    Math.max(lower[c], lower[channels + c]));
          }
          to.put(((n * pooledHeight + y) * pooledWidth + x) * channels, largest);
        }
      }
    }
  }

  /**
   * Hands the gradient of each maximum to where the maximum stood; of equal ones to the first, row
   * by row.
   *
   * @param gradient [images × height/2 × width/2, channels], dense, c-order
   * @param rows what was pooled
   * @return shaped as {@code rows}
   */
  static INDArray undo(INDArray gradient, INDArray rows, ImageShape image) {
    int height = image.height();
    int width = image.width();
    int channels = (int) rows.size(1);
    int pooledWidth = width / SIZE;
    int pooledPositions = (height / SIZE) * pooledWidth;
    float[] values = rows.data().asFloat();
    float[] from = gradient.data().asFloat();
    float[] to = new float[values.length];
    for (int i = 0; i < from.length; i++) {
      int channel = i % channels;
      int position = i / channels % pooledPositions;
      int imageIndex = i / channels / pooledPositions;
      int y = SIZE * (position / pooledWidth);
      int x = SIZE * (position % pooledWidth);
      int best = -1;
      for (int k = 0; k < SIZE * SIZE; k++) {
        int index =
            ((imageIndex * height + y + k / SIZE) * width + x + k % SIZE) * channels + channel;
        best = best < 0 || values[index] > values[best] ? index : best;
      }
      to[best] += from[i];
    }
    return Nd4j.create(to, rows.shape(), 'c');
  }
}
