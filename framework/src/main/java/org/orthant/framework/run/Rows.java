package org.orthant.framework.run;

import java.nio.FloatBuffer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.orthant.api.model.LayerKind;
import org.orthant.api.model.LayerShape;

/** The vectors that a layer's filters meet, and what comes of it. */
final class Rows {
  private Rows() {}

  /**
   * Patches of every position, padded with zeros.
   *
   * @param tensor [images, height, width, channels], or [images, d] for a dense layer
   * @return [images × positions, d], d in the order (kernel row, kernel column, channel)
   */
  static INDArray unfold(LayerShape shape, INDArray tensor) {
    if (shape.kind() == LayerKind.DENSE) {
      return tensor;
    }
    int height = shape.input().height();
    int width = shape.input().width();
    int channels = shape.input().channels();
    int margin = shape.kernel() / 2;
    int images = (int) tensor.size(0);
    int dimension = shape.dimension();
    INDArray patches =
        Nd4j.create(DataType.FLOAT, new long[] {(long) images * shape.positions(), dimension}, 'c');
    FloatBuffer from = tensor.data().asNioFloat();
    FloatBuffer to = patches.data().asNioFloat();
    for (int image = 0; image < images; image++) {
      for (int y = 0; y < height; y++) {
        for (int x = 0; x < width; x++) {
          int row = ((image * height + y) * width + x) * dimension;
          int firstColumn = Math.max(0, x - margin);
          int columns = Math.min(width, x + margin + 1) - firstColumn;
          for (int ky = 0; ky < shape.kernel(); ky++) {
            int sourceY = y + ky - margin;
            if (sourceY >= 0 && sourceY < height) {
              to.put(
                  row + (ky * shape.kernel() + firstColumn - x + margin) * channels,
                  from,
                  ((image * height + sourceY) * width + firstColumn) * channels,
                  columns * channels);
            }
          }
        }
      }
    }
    return patches;
  }

  /**
   * The products of all vectors with all filters.
   *
   * @param rows [n, d]
   * @param weights [filters, d]
   * @return [n, filters], c-order
   */
  static INDArray dots(INDArray rows, INDArray weights) {
    INDArray dots = Nd4j.create(DataType.FLOAT, new long[] {rows.size(0), weights.size(0)}, 'c');
    // BLAS writes columns first, so it is asked for the transposed product; mmul would do so too,
    // but into an array of its own that it leaves to the garbage collector.
    Nd4j.gemm(weights, rows, dots.transpose(), false, true, 1, 0);
    return dots;
  }

  /** The first images of a tensor, as an array of its own. */
  static INDArray first(int images, INDArray tensor) {
    return images == tensor.size(0)
        ? tensor
        : tensor.get(NDArrayIndex.interval(0, images)).dup('c');
  }
}
