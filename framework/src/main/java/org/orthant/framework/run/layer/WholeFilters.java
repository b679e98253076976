package org.orthant.framework.run.layer;

import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.orthant.api.array.Dense;
import org.orthant.api.array.Floats;
import org.orthant.api.model.WholeRows;
import org.orthant.kernels.convolution.RealConvolution;
import org.orthant.kernels.convolution.TableConvolution;
import org.orthant.kernels.convolution.TermSums;
import org.orthant.kernels.convolution.Window;
import org.orthant.kernels.lanes.LaneConvolution;
import org.orthant.kernels.lanes.LaneImages;

/**
 * Filters in whole numbers. Their products with whole numbers are exact before the factors come: 0
 * where they are 0, and the same in whatever order float32 adds them.
 */
final class WholeFilters {
  private final List<INDArray> terms;
  private final double[][] factors;

  WholeFilters(WholeRows rows) {
    this.terms = rows.terms().stream().map(term -> Dense.of(term.numbers())).toList();
    this.factors =
        rows.terms().stream().map(term -> term.factors().toDoubleVector()).toArray(double[][]::new);
  }

  /** Whether the filters are signs and zeros as they are, without any factor. */
  boolean plain() {
    return terms.size() == 1 && Arrays.stream(factors[0]).allMatch(factor -> factor == 1);
  }

  /**
   * The products.
   *
   * @param ofTerm the products of float32 arithmetic with the given filters, [n, filters], c-order
   */
  INDArray products(UnaryOperator<INDArray> ofTerm) {
    float[][] products = new float[terms.size()][];
    long[] shape = {};
    for (int term = 0; term < products.length; term++) {
      try (INDArray found = ofTerm.apply(terms.get(term))) {
        shape = found.shape();
        products[term] = Floats.of(found);
      }
    }
    return Floats.array(TermSums.of(products, factors), shape);
  }

  /** Returns what multiplies them with signs. */
  TableConvolution tables(int filters, Window window, int channels) {
    return new TableConvolution(numbers(), factors, filters, window, channels);
  }

  /** Returns what multiplies them with few channels of numbers. */
  RealConvolution real(int filters, Window window, int channels) {
    return new RealConvolution(numbers(), factors, filters, window, channels);
  }

  /** Returns what multiplies them with images in lanes. */
  UnaryOperator<LaneImages> lanes(int filters, Window window, int channels, int groups) {
    List<LaneConvolution> convolutions =
        terms.stream()
            .map(term -> LaneConvolution.exact(Floats.of(term), filters, window, channels, groups))
            .toList();
    return images ->
        sum(convolutions.stream().map(convolution -> convolution.products(images)).toList());
  }

  private LaneImages sum(List<LaneImages> products) {
    return products
        .get(0)
        .map(
            (filter, from, to) -> {
              multiply(factors[0][filter], from, to);
              for (int term = 1; term < factors.length; term++) {
                addMultiple(factors[term][filter], products.get(term).channel(filter), to);
              }
            });
  }

  private static void multiply(double factor, float[] from, float[] to) {
    for (int i = 0; i < to.length; i++) {
      to[i] = (float) (factor * from[i]);
    }
  }

  private static void addMultiple(double factor, float[] from, float[] to) {
    for (int i = 0; i < to.length; i++) {
      to[i] = (float) (to[i] + factor * from[i]);
    }
  }

  private float[][] numbers() {
    return terms.stream().map(Floats::of).toArray(float[][]::new);
  }
}
