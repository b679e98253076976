package org.orthant.api.model;

import java.nio.FloatBuffer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.orthant.api.Seed;
import org.orthant.api.array.Floats;

/**
 * The vectors that a layer's filters meet: patches of the padded image, their components in the
 * order (kernel row, kernel column, channel); for a dense layer the inputs themselves. In a layer
 * with groups every position has a vector for each group, the groups one after the other.
 */
public record Patches(LayerShape shape) {

  /**
   * Returns the patches of every position.
   *
   * @param tensor [images, height, width, channels], or [images, d] for a dense layer, float32,
   *     dense, c-order
   * @return [images × positions × groups, d], position after position; for a dense layer the tensor
   *     itself
   */
  public INDArray all(INDArray tensor) {
    if (shape.kind() == LayerKind.DENSE) {
      return tensor;
    }
    int positions = shape.positions();
    int images = (int) tensor.size(0);
    INDArray rows = rows((long) images * positions);
    FloatBuffer to = rows.data().asNioFloat();
    Taps taps = new Taps(shape);
    Floats.read(
        tensor,
        from -> {
          for (int image = 0; image < images; image++) {
            for (int position = 0; position < positions; position++) {
              taps.copy(from, image, position, to, image * positions + position);
            }
          }
        });
    return rows;
  }

  /**
   * Returns the patches of some positions, chosen at random for each image.
   *
   * @param tensor as for {@link #all}
   * @param perImage how many positions of each image, at most all
   * @return a new array [images × perImage × groups, d]
   */
  public INDArray some(INDArray tensor, int perImage, Seed seed) {
    int images = (int) tensor.size(0);
    INDArray rows = rows((long) images * perImage);
    FloatBuffer to = rows.data().asNioFloat();
    Taps taps = new Taps(shape);
    Floats.read(
        tensor,
        from -> {
          for (int image = 0; image < images; image++) {
            int[] positions =
                seed.fork(image)
                    .generator()
                    .ints(0, shape.positions())
                    .distinct()
                    .limit(perImage)
                    .toArray();
            for (int k = 0; k < perImage; k++) {
              taps.copy(from, image, positions[k], to, image * perImage + k);
            }
          }
        });
    return rows;
  }

  /**
   * Puts patches of every position back to where they came from and sums them, the adjoint of
   * {@link #all}; what came from the pads is lost.
   *
   * @param rows [images × positions × groups, d], float32, dense, c-order
   * @return [images, height, width, channels]; for a dense layer the rows themselves
   */
  public INDArray fold(INDArray rows) {
    if (shape.kind() == LayerKind.DENSE) {
      return rows;
    }
    ImageShape image = shape.input();
    int positions = shape.positions();
    int images = (int) (rows.size(0) / ((long) positions * shape.groups()));
    float[] from = rows.data().asFloat();
    float[] to = new float[Math.multiplyExact(images, image.size())];
    Taps taps = new Taps(shape);
    for (int row = 0; row < images * positions; row++) {
      taps.add(from, row, to, row / positions, row % positions);
    }
    return Nd4j.create(
        to, new long[] {images, image.height(), image.width(), image.channels()}, 'c');
  }

  private INDArray rows(long positions) {
    return Nd4j.create(
        DataType.FLOAT, new long[] {positions * shape.groups(), shape.dimension()}, 'c');
  }

  /** The places of a patch's components in an image. */
  private static final class Taps {
    private final ImageShape image;
    private final Window window;
    private final float padValue;
    private final int columns;
    private final int groups;
    private final int channels;

    Taps(LayerShape shape) {
      this.image = shape.input();
      this.window = shape.window();
      this.padValue = shape.padValue();
      this.columns = window.positions(image).width();
      this.groups = shape.groups();
      this.channels = shape.channelsPerGroup();
    }

    private int top(int position) {
      return position / columns * window.stride().height() - window.pads().top();
    }

    private int left(int position) {
      return position % columns * window.stride().width() - window.pads().left();
    }

    private boolean isInside(int y, int x) {
      return y >= 0 && y < image.height() && x >= 0 && x < image.width();
    }

    /** Returns where a tap's channels begin in the array of all images. */
    private int pixel(int imageIndex, int y, int x) {
      return ((imageIndex * image.height() + y) * image.width() + x) * image.channels();
    }

    /** Returns where a tap's channels begin in the rows. */
    private int component(int row, int group, int ky, int kx) {
      Extent kernel = window.kernel();
      return ((row * groups + group) * kernel.area() + ky * kernel.width() + kx) * channels;
    }

    void copy(FloatBuffer from, int imageIndex, int position, FloatBuffer to, int row) {
      if (window.dilation().width() == 1 && groups == 1 && padValue == 0) {
        copyRuns(from, imageIndex, position, to, row);
        return;
      }
      for (int ky = 0; ky < window.kernel().height(); ky++) {
        for (int kx = 0; kx < window.kernel().width(); kx++) {
          int y = top(position) + ky * window.dilation().height();
          int x = left(position) + kx * window.dilation().width();
          for (int group = 0; group < groups; group++) {
            int target = component(row, group, ky, kx);
            if (isInside(y, x)) {
              int source = pixel(imageIndex, y, x) + group * channels;
              to.put(target, from, source, channels);
            } else {
              for (int c = 0; c < channels; c++) {
                to.put(target + c, padValue);
              }
            }
          }
        }
      }
    }

    /** Copies the neighbouring taps of a kernel's row at once; what they miss is 0 already. */
    private void copyRuns(FloatBuffer from, int imageIndex, int position, FloatBuffer to, int row) {
      int left = left(position);
      int first = Math.max(0, left);
      int count = Math.min(image.width(), left + window.kernel().width()) - first;
      for (int ky = 0; count > 0 && ky < window.kernel().height(); ky++) {
        int y = top(position) + ky * window.dilation().height();
        if (y >= 0 && y < image.height()) {
          to.put(
              component(row, 0, ky, first - left),
              from,
              pixel(imageIndex, y, first),
              count * channels);
        }
      }
    }

    void add(float[] from, int row, float[] to, int imageIndex, int position) {
      for (int ky = 0; ky < window.kernel().height(); ky++) {
        for (int kx = 0; kx < window.kernel().width(); kx++) {
          int y = top(position) + ky * window.dilation().height();
          int x = left(position) + kx * window.dilation().width();
          for (int group = 0; isInside(y, x) && group < groups; group++) {
            int source = component(row, group, ky, kx);
            int target = pixel(imageIndex, y, x) + group * channels;
            for (int c = 0; c < channels; c++) {
              to[target + c] += from[source + c];
            }
          }
        }
      }
    }
  }
}
