package org.orthant.api.model;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.orthant.api.array.Dense;
import org.orthant.api.array.Floats;
import org.orthant.kernels.pairs.WholeNumbers;

/**
 * Vectors [n, d] in whole numbers: row i is Σₜ fₜ[i]·zₜ[i], zₜ[i] being a vector of whole numbers
 * and fₜ[i] its factor. Products with whole numbers are then exact: float32 adds whole numbers
 * without an error as long as their magnitudes add up to less than {@link #EXACT_BELOW}, and the
 * factors come last.
 *
 * <p>The factors of a row are linearly independent over the rational numbers, such as 1 and 1/√2.
 * So a product is 0 if and only if it is 0 in each term.
 *
 * @param terms at least one
 */
public record WholeRows(List<Term> terms) {

  /** A sum of whole numbers is exact in float32 if their magnitudes add up to less than this. */
  public static final double EXACT_BELOW = 0x1p24;

  /**
   * The largest distance of sums from rows that float32 gives, as a multiple of a row's largest
   * number.
   */
  private static final double ROUNDING = 1e-4;

  public WholeRows {
    terms = List.copyOf(terms);
  }

  /**
   * A part of each row.
   *
   * @param numbers [n, d], float32, whole, dense, c-order
   * @param factors [n], float64
   */
  public record Term(INDArray numbers, INDArray factors) {

    private void addTo(double[] sums) {
      float[] values = Floats.of(Dense.of(numbers));
      double[] ofRows = factors.toDoubleVector();
      int dimension = (int) numbers.size(1);
      for (int i = 0; i < sums.length; i++) {
        sums[i] += ofRows[i / dimension] * values[i];
      }
    }
  }

  /**
   * Vectors of zeros and one magnitude each, +α and −α: signs and zeros, with α as their factor.
   * Empty where a vector has several magnitudes.
   *
   * @param rows [n, d], float32
   */
  public static Optional<WholeRows> ofSigns(INDArray rows) {
    float[] numbers = Floats.of(Dense.of(rows));
    double[] factors = new double[(int) rows.size(0)];
    int dimension = (int) rows.size(1);
    for (int row = 0; row < factors.length; row++) {
      factors[row] = signs(numbers, row * dimension, dimension);
      if (Double.isNaN(factors[row])) {
        return Optional.empty();
      }
    }
    return Optional.of(
        new WholeRows(
            List.of(new Term(Floats.array(numbers, rows.shape()), Nd4j.createFromArray(factors)))));
  }

  /**
   * Replaces the components of one row by their signs.
   *
   * @return their magnitude, 1 if all are 0, NaN if there are several
   */
  private static float signs(float[] numbers, int from, int count) {
    float magnitude = 0;
    for (int i = from; i < from + count; i++) {
      float size = Math.abs(numbers[i]);
      if (size != 0 && magnitude != 0 && size != magnitude) {
        return Float.NaN;
      }
      magnitude = Math.max(magnitude, size);
      numbers[i] = Math.signum(numbers[i]);
    }
    return magnitude == 0 ? 1 : magnitude;
  }

  /** The sum of the magnitudes of a vector's whole numbers, the largest of all rows and terms. */
  public double largestSum() {
    return terms.stream()
        .mapToDouble(term -> term.numbers().norm1(1).maxNumber().doubleValue())
        .max()
        .orElseThrow();
  }

  /**
   * Why these are not whole numbers or not the rows, whose rounding is allowed for; empty where all
   * is well.
   *
   * @param rows [n, d], float32
   */
  public Optional<String> complaint(INDArray rows) {
    for (Term term : terms) {
      if (!Arrays.equals(term.numbers().shape(), rows.shape())
          || term.numbers().dataType() != rows.dataType()
          || term.factors().length() != rows.size(0)) {
        return Optional.of("a term has another shape or type than the rows");
      }
      if (!WholeNumbers.only(Floats.of(Dense.of(term.numbers())))) {
        return Optional.of("not all numbers are whole");
      }
    }
    double[] sums = new double[Math.toIntExact(rows.length())];
    terms.forEach(term -> term.addTo(sums));
    return difference(sums, Floats.of(Dense.of(rows)), (int) rows.size(1));
  }

  private static Optional<String> difference(double[] sums, float[] rows, int dimension) {
    for (int from = 0; from < rows.length; from += dimension) {
      double error = 0;
      double largest = 0;
      for (int i = from; i < from + dimension; i++) {
        error = Math.max(error, Math.abs(sums[i] - rows[i]));
        largest = Math.max(largest, Math.abs(rows[i]));
      }
      // So written that NaN is an error.
      if (!(error <= ROUNDING * largest)) {
        return Optional.of(
            String.format(
                Locale.ROOT,
                "row %d is off by %s, and its largest number is %s",
                from / dimension,
                error,
                largest));
      }
    }
    return Optional.empty();
  }
}
