package org.orthant.probes.geometry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.junit.jupiter.api.Test;

class LinearProductsTest {
  private static final int DIMENSION = 5;
  private final SplittableRandom random = new SplittableRandom(4);

  @Test
  void correlationsAreThoseOfTheProductsWithASample() {
    int samples = 40;
    DMatrixRMaj inputs = centred(matrix(samples));
    DMatrixRMaj covariance = CommonOps_DDRM.multTransA(inputs, inputs, null);
    CommonOps_DDRM.divide(covariance, samples);
    DMatrixRMaj w = matrix(3);
    DMatrixRMaj b = matrix(3);
    double[] r = new LinearProducts(w, b, covariance).correlations();

    for (int row = 0; row < 3; row++) {
      double wb = 0;
      double ww = 0;
      double bb = 0;
      for (int n = 0; n < samples; n++) {
        double x = dot(w, row, inputs, n);
        double y = dot(b, row, inputs, n);
        wb += x * y;
        ww += x * x;
        bb += y * y;
      }
      assertThat(r[row]).isCloseTo(wb / Math.sqrt(ww * bb), within(1e-12));
    }
  }

  @Test
  void equalVariancesGiveTheCosine() {
    DMatrixRMaj w = new DMatrixRMaj(new double[][] {{3, 4, 0, 0, 0}});
    DMatrixRMaj b = new DMatrixRMaj(new double[][] {{1, 1, 0, 0, 0}});

    assertThat(new LinearProducts(w, b, CommonOps_DDRM.identity(DIMENSION)).correlations()[0])
        .isCloseTo(7 / (5 * Math.sqrt(2)), within(1e-15));
  }

  @Test
  void theComponentsTogetherTakeTheWholeLoss() {
    DMatrixRMaj root = matrix(DIMENSION);
    DMatrixRMaj covariance = CommonOps_DDRM.multTransA(root, root, null);
    LinearProducts products = new LinearProducts(matrix(6), matrix(6), covariance);
    double[] loss = products.loss(PrincipalComponents.of(covariance));

    double expected =
        DoubleStream.of(products.correlations()).map(r -> 1 - r * r).average().orElseThrow();
    assertThat(loss).hasSize(DIMENSION);
    assertThat(DoubleStream.of(loss).sum()).isCloseTo(expected, within(1e-10));
  }

  @Test
  void anErrorAlongOneComponentIsLostThere() {
    DMatrixRMaj covariance = CommonOps_DDRM.diag(1, 9, 4);
    // The error b − w lies along the second axis, whose variance is the largest.
    DMatrixRMaj w = new DMatrixRMaj(new double[][] {{1, 0, 0}});
    DMatrixRMaj b = new DMatrixRMaj(new double[][] {{1, 1, 0}});
    double[] loss = new LinearProducts(w, b, covariance).loss(PrincipalComponents.of(covariance));

    assertThat(loss).containsExactly(new double[] {0.9, 0, 0}, within(1e-12));
  }

  @Test
  void aVectorOfZerosHasNoCorrelationAndNoLoss() {
    DMatrixRMaj covariance = CommonOps_DDRM.identity(2);
    DMatrixRMaj w = new DMatrixRMaj(new double[][] {{0, 0}, {1, 0}});
    DMatrixRMaj b = new DMatrixRMaj(new double[][] {{1, 1}, {1, 1}});
    LinearProducts products = new LinearProducts(w, b, covariance);

    assertThat(products.correlations()[0]).isNaN();
    assertThat(products.correlations()[1]).isCloseTo(Math.sqrt(0.5), within(1e-15));
    assertThat(DoubleStream.of(products.loss(PrincipalComponents.of(covariance))).sum())
        .isCloseTo(0.5, within(1e-12));
  }

  @Test
  void aVectorAlongWhichNothingVariesHasNoCorrelation() {
    // Inputs vary along v alone, and w lies across it: wᵀCw is 0 but for rounding.
    DMatrixRMaj v = new DMatrixRMaj(new double[][] {{0.1, 0.7, -0.3}});
    DMatrixRMaj covariance = CommonOps_DDRM.multTransA(v, v, null);
    DMatrixRMaj w = new DMatrixRMaj(new double[][] {{0.7, -0.1, 0}, {0.7, -0.1, 1e-6}});
    DMatrixRMaj b = new DMatrixRMaj(new double[][] {{1, -1, 1}, {1, -1, 1}});
    double[] r = new LinearProducts(w, b, covariance).correlations();

    assertThat(r[0]).isNaN();
    assertThat(r[1]).isCloseTo(1, within(1e-4));
  }

  private DMatrixRMaj matrix(int rows) {
    DMatrixRMaj matrix = new DMatrixRMaj(rows, DIMENSION);
    for (int i = 0; i < matrix.getNumElements(); i++) {
      matrix.set(i, random.nextGaussian() * (1 + i % DIMENSION) + i % 3);
    }
    return matrix;
  }

  private static DMatrixRMaj centred(DMatrixRMaj matrix) {
    for (int column = 0; column < DIMENSION; column++) {
      double mean = 0;
      for (int row = 0; row < matrix.getNumRows(); row++) {
        mean += matrix.get(row, column) / matrix.getNumRows();
      }
      for (int row = 0; row < matrix.getNumRows(); row++) {
        matrix.add(row, column, -mean);
      }
    }
    return matrix;
  }

  private static double dot(DMatrixRMaj left, int i, DMatrixRMaj right, int j) {
    double sum = 0;
    for (int k = 0; k < DIMENSION; k++) {
      sum += left.get(i, k) * right.get(j, k);
    }
    return sum;
  }
}
