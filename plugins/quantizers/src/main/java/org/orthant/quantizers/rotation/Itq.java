package org.orthant.quantizers.rotation;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.SingularValueDecomposition_F64;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.orthant.api.Doc;
import org.orthant.api.Id;
import org.orthant.api.InvalidParameterException;
import org.orthant.api.Seed;
import org.orthant.api.model.Isometry;
import org.orthant.api.model.LayerShape;
import org.orthant.api.model.Turn;
import org.orthant.api.spi.Role;
import org.orthant.api.spi.Rotation;
import org.orthant.api.spi.Sample;

/**
 * Iterative quantization: the rotation for which the vectors lie near their signs. It alternates
 * between the signs B = θ(V Rᵀ) and the R that takes the rows of V nearest to the rows of B
 * (Procrustes), from a random orthogonal start on, until the signs stay. ‖B − V Rᵀ‖² never rises.
 *
 * <p>The rows of V are the vectors scaled to length √d, since their signs do not keep their length.
 * So ‖B − V Rᵀ‖² is 2d times the sum of 1 − cos∠(Rx, θ(Rx)), and what rises is the mean cosine. The
 * paper leaves them as they are, centred and projected to principal components, where longer ones
 * count for more.
 *
 * <p>Few vectors in many dimensions can be turned almost onto their signs. Their matrix R then says
 * more about them than the signs do, so that small angles here are no measure of what bits can
 * hold.
 *
 * <p>Source: Gong and Lazebnik, "Iterative quantization: a Procrustean approach to learning binary
 * codes", CVPR 2011, section 2.2.
 */
@Id("itq")
@Doc(
    value = "Iterative quantization: the rotation that takes the vectors near their signs",
    formula = "min ‖B − V Rᵀ‖² over B = θ(V Rᵀ) and R in turn; rows of V scaled to length √d",
    source = "Gong and Lazebnik, CVPR 2011, section 2.2")
public record Itq(
    @Doc("How often signs and rotation are improved, at most") int iterations,
    @Doc("The most components a vector may have; time grows with their third power") int limit)
    implements Rotation {

  /** More vectors cost more than they improve; those used are spread evenly over all. */
  private static final int VECTORS = 5000;

  /** Golub and Van Loan, "Matrix Computations", section 8.6: 21d³ operations for U, Σ and V. */
  private static final double SINGULAR_VECTORS = 10.5;

  public Itq {
    InvalidParameterException.unless(
        iterations >= 1, "iterations", "must be at least 1", iterations);
    InvalidParameterException.unless(limit >= 1, "limit", "must be at least 1", limit);
  }

  public Itq() {
    this(50, 1152);
  }

  @Override
  public Optional<String> unsupported(LayerShape shape, Role role) {
    return DenseIsometry.beyond(limit, shape, role);
  }

  @Override
  public double fitCost(LayerShape shape, Role role) {
    double dimension = role.dimension(shape);
    double vectors = role == Role.WEIGHTS ? Math.min(VECTORS, shape.filters()) : VECTORS;
    double products = 2 * vectors * dimension * dimension;
    return iterations * (products + SINGULAR_VECTORS * StrictMath.pow(dimension, 3));
  }

  /** A matrix. */
  @Override
  public Optional<Turn> turn(LayerShape shape, Role role) {
    return Optional.of(Turn.matrix(role.dimension(shape)));
  }

  @Override
  public Isometry fit(Sample sample, Seed seed) {
    DMatrixRMaj vectors = scaled(sample.rows());
    DMatrixRMaj rotation = new DMatrixRMaj(HaarMatrix.draw(vectors.getNumCols(), seed.generator()));
    double[] before = {};
    for (int i = 0; i < iterations; i++) {
      DMatrixRMaj signs = signs(vectors, rotation);
      if (Arrays.equals(signs.getData(), before)) {
        break;
      }
      rotation = nearest(vectors, signs);
      before = signs.getData();
    }
    return DenseIsometry.of(rotation.get2DData());
  }

  /** Vectors of length √d, or zeros where one has no direction. */
  private static DMatrixRMaj scaled(INDArray rows) {
    int count = (int) Math.min(VECTORS, rows.size(0));
    int dimension = (int) rows.size(1);
    float[] all = rows.dup('c').data().asFloat();
    DMatrixRMaj vectors = new DMatrixRMaj(count, dimension);
    for (int i = 0; i < count; i++) {
      int from = (int) (i * rows.size(0) / count) * dimension;
      double squares = 0;
      for (int j = 0; j < dimension; j++) {
        squares += (double) all[from + j] * all[from + j];
      }
      double scale = squares > 0 ? Math.sqrt(dimension / squares) : 0;
      for (int j = 0; j < dimension; j++) {
        vectors.set(i, j, scale * all[from + j]);
      }
    }
    return vectors;
  }

  private static DMatrixRMaj signs(DMatrixRMaj vectors, DMatrixRMaj rotation) {
    DMatrixRMaj signs = new DMatrixRMaj(vectors.getNumRows(), vectors.getNumCols());
    CommonOps_DDRM.multTransB(vectors, rotation, signs);
    double[] data = signs.getData();
    for (int i = 0; i < data.length; i++) {
      data[i] = data[i] > 0 ? 1 : -1;
    }
    return signs;
  }

  /**
   * The orthogonal R with the least ‖B − V Rᵀ‖: U Wᵀ where Bᵀ V = U Σ Wᵀ.
   *
   * <p>Source: Schönemann, "A generalized solution of the orthogonal Procrustes problem",
   * Psychometrika 31, 1966.
   */
  private static DMatrixRMaj nearest(DMatrixRMaj vectors, DMatrixRMaj signs) {
    int dimension = vectors.getNumCols();
    DMatrixRMaj products = new DMatrixRMaj(dimension, dimension);
    CommonOps_DDRM.multTransA(signs, vectors, products);
    SingularValueDecomposition_F64<DMatrixRMaj> decomposition =
        DecompositionFactory_DDRM.svd(dimension, dimension, true, true, false);
    if (!decomposition.decompose(products)) {
      throw new ArithmeticException(
          String.format(
              Locale.ROOT,
              "the singular vectors of a matrix of %d components were not found",
              dimension));
    }
    DMatrixRMaj rotation = new DMatrixRMaj(dimension, dimension);
    CommonOps_DDRM.mult(decomposition.getU(null, false), decomposition.getV(null, true), rotation);
    return rotation;
  }
}
