package org.orthant.quantizers.rotation;

import java.util.Locale;
import java.util.Optional;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.orthant.api.model.Isometry;
import org.orthant.api.model.LayerShape;
import org.orthant.api.spi.Role;

/** An isometry given by its matrix, kept in float32 and applied as a matrix product. */
final class DenseIsometry implements Isometry {
  private final INDArray axes;

  private DenseIsometry(INDArray axes) {
    this.axes = axes;
  }

  /**
   * The isometry R with these rows.
   *
   * @param axes [d, d], orthonormal
   */
  static DenseIsometry of(double[][] axes) {
    float[][] rounded = new float[axes.length][axes.length];
    for (int i = 0; i < axes.length; i++) {
      for (int j = 0; j < axes.length; j++) {
        rounded[i][j] = (float) axes[i][j];
      }
    }
    // An isometry lives as long as a training, a workspace no longer than a step of it.
    try (MemoryWorkspace ignored = Nd4j.getMemoryManager().scopeOutOfWorkspaces()) {
      return new DenseIsometry(Nd4j.createFromArray(rounded));
    }
  }

  /**
   * Why a matrix with rows of at most {@code limit} components is too small; empty if it is not.
   */
  static Optional<String> beyond(int limit, LayerShape shape, Role role) {
    int dimension = role.dimension(shape);
    return dimension > limit
        ? Optional.of(
            String.format(
                Locale.ROOT, "vectors of %d components, and its limit is %d", dimension, limit))
        : Optional.empty();
  }

  @Override
  public INDArray apply(INDArray rows) {
    return product(rows, false);
  }

  @Override
  public INDArray undo(INDArray rows) {
    return product(rows, true);
  }

  private INDArray product(INDArray rows, boolean transposed) {
    INDArray result = Nd4j.create(rows.dataType(), rows.shape(), 'c');
    // BLAS writes columns first, so it is asked for the transposed product.
    Nd4j.gemm(axes.castTo(rows.dataType()), rows, result.transpose(), transposed, true, 1, 0);
    return result;
  }
}
