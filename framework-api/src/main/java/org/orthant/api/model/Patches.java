package org.orthant.api.model;

import java.nio.FloatBuffer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.orthant.api.Seed;
import org.orthant.api.array.Floats;

/**
 * The vectors that a layer's filters meet: patches padded with zeros, their components in the order
 * (kernel row, kernel column, channel); for a dense layer the inputs themselves.
 */
public record Patches(LayerShape shape) {

  /**
   * Those of every position.
   *
   * @param tensor [images, height, width, channels], or [images, d] for a dense layer, float32,
   *     dense, c-order
   * @return [images × positions, d], position after position; for a dense layer the tensor itself
   */
  public INDArray all(INDArray tensor) {
    if (shape.kind() == LayerKind.DENSE) {
      return tensor;
    }
    int positions = shape.positions();
    int images = (int) tensor.size(0);
    INDArray rows = rows((long) images * positions);
    FloatBuffer to = rows.data().asNioFloat();
    Floats.read(
        tensor,
        from -> {
          for (int image = 0; image < images; image++) {
            for (int position = 0; position < positions; position++) {
              copy(from, image, position, to, image * positions + position);
            }
          }
        });
    return rows;
  }

  /**
   * Those of some positions, chosen at random for each image.
   *
   * @param tensor as for {@link #all}
   * @param perImage how many of each image, at most all
   * @return a new array [images × perImage, d]
   */
  public INDArray some(INDArray tensor, int perImage, Seed seed) {
    int images = (int) tensor.size(0);
    INDArray rows = rows((long) images * perImage);
    FloatBuffer to = rows.data().asNioFloat();
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
              copy(from, image, positions[k], to, image * perImage + k);
            }
          }
        });
    return rows;
  }

  /**
   * Puts patches of every position back to where they came from and sums them, the adjoint of
   * {@link #all}.
   *
   * @param rows [images × positions, d], float32, dense, c-order
   * @return [images, height, width, channels]; for a dense layer the rows themselves
   */
  public INDArray fold(INDArray rows) {
    if (shape.kind() == LayerKind.DENSE) {
      return rows;
    }
    int height = shape.input().height();
    int width = shape.input().width();
    int channels = shape.input().channels();
    int margin = shape.kernel() / 2;
    int positions = shape.positions();
    int images = (int) (rows.size(0) / positions);
    float[] from = rows.data().asFloat();
    float[] to = new float[Math.multiplyExact(images, shape.input().size())];
    for (int row = 0; row < images * positions; row++) {
      int image = row / positions;
      int y = row % positions / width;
      int x = row % positions % width;
      for (int ky = 0; ky < shape.kernel(); ky++) {
        for (int kx = 0; kx < shape.kernel(); kx++) {
          int targetY = y + ky - margin;
          int targetX = x + kx - margin;
          if (targetY >= 0 && targetY < height && targetX >= 0 && targetX < width) {
            int source =
                (row * shape.kernel() * shape.kernel() + ky * shape.kernel() + kx) * channels;
            int target = ((image * height + targetY) * width + targetX) * channels;
            for (int c = 0; c < channels; c++) {
              to[target + c] += from[source + c];
            }
          }
        }
      }
    }
    return Nd4j.create(to, new long[] {images, height, width, channels}, 'c');
  }

  private INDArray rows(long count) {
    return Nd4j.create(DataType.FLOAT, new long[] {count, shape.dimension()}, 'c');
  }

  private void copy(FloatBuffer from, int image, int position, FloatBuffer to, int row) {
    int height = shape.input().height();
    int width = shape.input().width();
    int channels = shape.input().channels();
    int margin = shape.kernel() / 2;
    int y = position / width;
    int x = position % width;
    int firstColumn = Math.max(0, x - margin);
    int columns = Math.min(width, x + margin + 1) - firstColumn;
    for (int ky = 0; ky < shape.kernel(); ky++) {
      int sourceY = y + ky - margin;
      if (sourceY >= 0 && sourceY < height) {
        to.put(
            row * shape.dimension() + (ky * shape.kernel() + firstColumn - x + margin) * channels,
            from,
            ((image * height + sourceY) * width + firstColumn) * channels,
            columns * channels);
      }
    }
  }
}
