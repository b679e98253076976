package org.orthant.quantizers.rotation;

import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;
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
import org.orthant.api.statistics.Covariance;

/**
 * The principal axes, that of the largest variance first: the axes furthest from random
 * orientation, since energy gathers in the first of them.
 *
 * <p>They are the eigenvectors of the covariance, which is taken about the mean; vectors are
 * rotated as they are, though, with their mean. Of an eigenvector and its negative, the one whose
 * largest component is positive. Where the variance is zero, the axes complete the others to an
 * orthonormal basis.
 *
 * <p>Source: Hotelling, "Analysis of a complex of statistical variables into principal components",
 * Journal of Educational Psychology 24, 1933.
 */
@Id("pca")
@Doc(
    value = "The principal axes of a layer's inputs or weights, that of the largest variance first",
    formula = "R C Rᵀ = diag(λ₁ ≥ λ₂ ≥ …), C the covariance about the mean",
    source = "Hotelling, Journal of Educational Psychology 24, 1933")
public record Pca(
    @Doc("Whose axes; for activations those of the activations in either case") Source of,
    @Doc("The most components a vector may have; time grows with their third power") int limit)
    implements Rotation {

  /** What the covariance is taken of. */
  public enum Source {
    INPUTS,
    WEIGHTS
  }

  /** As many inputs settle the large eigenvalues; the images they take pass the network quickly. */
  private static final int INPUTS = 10_000;

  /** Golub and Van Loan, "Matrix Computations", section 8.3: 9d³ operations with eigenvectors. */
  private static final double EIGENVECTORS = 4.5;

  public Pca {
    InvalidParameterException.unless(limit >= 1, "limit", "must be at least 1", limit);
  }

  public Pca() {
    this(Source.INPUTS, 2304);
  }

  @Override
  public Optional<String> unsupported(LayerShape shape, Role role) {
    return DenseIsometry.beyond(limit, shape, role);
  }

  @Override
  public double fitCost(LayerShape shape, Role role) {
    double dimension = role.dimension(shape);
    double vectors = role == Role.WEIGHTS && of == Source.WEIGHTS ? shape.filters() : INPUTS;
    return vectors * dimension * dimension / 2 + EIGENVECTORS * StrictMath.pow(dimension, 3);
  }

  /** A matrix. */
  @Override
  public Optional<Turn> turn(LayerShape shape, Role role) {
    return Optional.of(Turn.matrix(role.dimension(shape)));
  }

  /** The seed changes nothing. */
  @Override
  public Isometry fit(Sample sample, Seed seed) {
    boolean inputs = of == Source.INPUTS && sample.role() == Role.WEIGHTS;
    INDArray vectors = inputs ? sample.inputs(INPUTS) : sample.rows();
    int dimension = (int) vectors.size(1);
    Covariance covariance = new Covariance(dimension);
    covariance.add(vectors.dup('c').data().asFloat());
    return DenseIsometry.of(axes(DMatrixRMaj.wrap(dimension, dimension, covariance.matrix())));
  }

  private static double[][] axes(DMatrixRMaj covariance) {
    int dimension = covariance.getNumRows();
    EigenDecomposition_F64<DMatrixRMaj> eigen =
        DecompositionFactory_DDRM.eig(dimension, true, true);
    if (!eigen.decompose(covariance)) {
      throw new ArithmeticException(
          String.format(
              Locale.ROOT,
              "the eigenvectors of a covariance of %d components were not found",
              dimension));
    }
    return IntStream.range(0, dimension)
        .boxed()
        .sorted(
            Comparator.comparingDouble((Integer i) -> eigen.getEigenvalue(i).getReal()).reversed())
        .map(i -> signed(eigen.getEigenVector(i).getData()))
        .toArray(double[][]::new);
  }

  private static double[] signed(double[] axis) {
    double largest = 0;
    for (double component : axis) {
      if (Math.abs(component) > Math.abs(largest)) {
        largest = component;
      }
    }
    double[] signed = new double[axis.length];
    for (int i = 0; i < axis.length; i++) {
      signed[i] = largest < 0 ? -axis[i] : axis[i];
    }
    return signed;
  }
}
