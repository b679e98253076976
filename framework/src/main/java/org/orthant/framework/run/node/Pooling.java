package org.orthant.framework.run.node;

import java.nio.FloatBuffer;
import java.util.Arrays;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.orthant.api.array.Floats;
import org.orthant.api.graph.Pool;
import org.orthant.api.model.Extent;
import org.orthant.api.model.ImageShape;
import org.orthant.api.model.Window;

/** The maximum or the average of each window of an image, and the way back. */
public final class Pooling {
  private final Pool.Kind kind;
  private final Window window;
  private final boolean padsCount;
  private final int height;
  private final int width;
  private final int channels;
  private final Extent positions;

  /**
   * @param image what enters
   */
  public Pooling(Pool pool, ImageShape image) {
    this.kind = pool.kind();
    this.window = pool.window();
    this.padsCount = pool.padsCount();
    this.height = image.height();
    this.width = image.width();
    this.channels = image.channels();
    this.positions = window.positions(image);
  }

  /** Whether it is the largest of 2 × 2 numbers without overlap, as kernels take it themselves. */
  public static boolean isTwoByTwo(Pool pool) {
    return pool.kind() == Pool.Kind.MAX && pool.window().equals(Window.tiles(2));
  }

  /**
   * Pools.
   *
   * @param rows [images × height × width, channels], dense, c-order
   * @return a new array [images × positions, channels]
   */
  public INDArray rows(INDArray rows) {
    int images = Math.toIntExact(rows.length() / ((long) height * width * channels));
    INDArray pooled =
        Nd4j.create(DataType.FLOAT, new long[] {(long) images * positions.area(), channels}, 'c');
    FloatBuffer to = pooled.data().asNioFloat();
    Floats.read(rows, from -> pool(from, to, images));
    return pooled;
  }

  private void pool(FloatBuffer from, FloatBuffer to, int images) {
    float[] result = new float[channels];
    float[] taps = new float[window.kernel().width() * channels];
    int target = 0;
    for (int image = 0; image < images; image++) {
      for (int y = 0; y < positions.height(); y++) {
        for (int x = 0; x < positions.width(); x++) {
          Arrays.fill(result, kind == Pool.Kind.MAX ? Float.NEGATIVE_INFINITY : 0);
          int met = 0;
          for (int ky = 0; ky < window.kernel().height(); ky++) {
            int row = row(y, ky);
            if (row >= 0 && row < height) {
              met += take(from, image, row, x, taps, result);
            }
          }
          if (kind == Pool.Kind.AVERAGE) {
            divide(result, padsCount ? window.kernel().area() : met);
          }
          to.put(target, result);
          target += channels;
        }
      }
    }
  }

  private int row(int y, int ky) {
    return y * window.stride().height() - window.pads().top() + ky * window.dilation().height();
  }

  private int column(int x, int kx) {
    return x * window.stride().width() - window.pads().left() + kx * window.dilation().width();
  }

  /** Takes one row of a window. */
  private int take(FloatBuffer from, int image, int row, int x, float[] taps, float[] result) {
    int start = (image * height + row) * width;
    int met = 0;
    if (window.dilation().width() == 1) {
      int left = column(x, 0);
      int first = Math.max(0, left);
      met = Math.max(0, Math.min(width, left + window.kernel().width()) - first);
      if (met > 0) {
        from.get((start + first) * channels, taps, 0, met * channels);
      }
    } else {
      for (int kx = 0; kx < window.kernel().width(); kx++) {
        int column = column(x, kx);
        if (column >= 0 && column < width) {
          from.get((start + column) * channels, taps, met * channels, channels);
          met++;
        }
      }
    }
    for (int tap = 0; tap < met; tap++) {
      add(taps, tap * channels, result);
    }
    return met;
  }

  private void add(float[] taps, int first, float[] result) {
    if (kind == Pool.Kind.MAX) {
      for (int c = 0; c < result.length; c++) {
        result[c] = Math.max(result[c], taps[first + c]);
      }
    } else {
      for (int c = 0; c < result.length; c++) {
        result[c] += taps[first + c];
      }
    }
  }

  private static void divide(float[] result, int count) {
    for (int c = 0; c < result.length; c++) {
      result[c] /= count;
    }
  }

  /**
   * Hands the gradient of each window back: to where the maximum stood, of equal ones to the first
   * row by row; or to all numbers of an average alike.
   *
   * @param gradient [images × positions, channels], dense, c-order
   * @param rows what was pooled, [images × height × width, channels]
   * @return a new array, shaped as {@code rows}
   */
  public INDArray undo(INDArray gradient, INDArray rows) {
    float[] values = rows.data().asFloat();
    float[] from = gradient.data().asFloat();
    float[] to = new float[values.length];
    for (int i = 0; i < from.length; i++) {
      int channel = i % channels;
      int position = i / channels % positions.area();
      int image = i / channels / positions.area();
      int y = position / positions.width();
      int x = position % positions.width();
      if (kind == Pool.Kind.MAX) {
        to[largest(values, image, y, x, channel)] += from[i];
      } else {
        share(from[i], image, y, x, channel, to);
      }
    }
    return Nd4j.create(to, rows.shape(), 'c');
  }

  /** Returns where a number of the image lies; −1 outside of it. */
  private int index(int image, int row, int column, int channel) {
    boolean inside = row >= 0 && row < height && column >= 0 && column < width;
    return inside ? ((image * height + row) * width + column) * channels + channel : -1;
  }

  private int largest(float[] values, int image, int y, int x, int channel) {
    int best = -1;
    for (int ky = 0; ky < window.kernel().height(); ky++) {
      for (int kx = 0; kx < window.kernel().width(); kx++) {
        int index = index(image, row(y, ky), column(x, kx), channel);
        if (index >= 0 && (best < 0 || values[index] > values[best])) {
          best = index;
        }
      }
    }
    return best;
  }

  private void share(float gradient, int image, int y, int x, int channel, float[] to) {
    int met = 0;
    for (int ky = 0; ky < window.kernel().height(); ky++) {
      for (int kx = 0; kx < window.kernel().width(); kx++) {
        met += index(image, row(y, ky), column(x, kx), channel) < 0 ? 0 : 1;
      }
    }
    float part = gradient / (padsCount ? window.kernel().area() : met);
    for (int ky = 0; ky < window.kernel().height(); ky++) {
      for (int kx = 0; kx < window.kernel().width(); kx++) {
        int index = index(image, row(y, ky), column(x, kx), channel);
        if (index >= 0) {
          to[index] += part;
        }
      }
    }
  }
}
