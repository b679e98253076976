package org.orthant.quantizers;

import java.util.Optional;
import org.orthant.api.Doc;
import org.orthant.api.Id;
import org.orthant.api.InvalidParameterException;
import org.orthant.api.Seed;
import org.orthant.api.array.Dense;
import org.orthant.api.array.Floats;
import org.orthant.api.model.LayerShape;
import org.orthant.api.model.Storage;
import org.orthant.api.model.VectorMap;
import org.orthant.api.spi.Quantizer;
import org.orthant.api.spi.Role;
import org.orthant.api.spi.Sample;

/**
 * The sign of each large component, 0 for each small one.
 *
 * <p>Rule {@code relative} is that of ternary weight networks, whose threshold 0.7·‖x‖₁/d
 * approximates the best one; {@code optimal} finds the best one: of all vectors of −1, 0 and +1 it
 * takes one at the smallest angle to the row, which, scaled, is also the closest. Equal magnitudes
 * are kept or dropped together under each rule.
 *
 * <p>Rule {@code absmean} is that of BitNet b1.58: with γ the mean magnitude of all of the sample's
 * components, each becomes γ times the whole number next to x/γ, or ±1 where that is farther from
 * 0.
 *
 * <p>A second application changes nothing, except without scale under rule {@code absolute} with a
 * threshold of 1 or more and under rule {@code absmean} with γ of 2 or more, where it gives zeros.
 * Positive factors of a row make no difference under the rules {@code relative} and {@code optimal}
 * or, where {@code scaled}, pass through. A row of zeros stays.
 *
 * <p>For activations the row's mean, its best threshold and its scale are those of one position
 * over its channels.
 *
 * <p>Source: Li and Liu, arXiv 1605.04711: the threshold, the scale, and the problem that {@code
 * optimal} solves by sorting. Ma et al., "The Era of 1-bit LLMs", arXiv 2402.17764, for {@code
 * absmean}.
 *
 * @param rule how the threshold is found
 * @param threshold at least 0: a multiple of the mean magnitude for {@code relative}, a magnitude
 *     for {@code absolute}, ignored for {@code optimal} and {@code absmean}
 * @param scaled whether the components kept become ± their mean magnitude, of rule {@code absmean}
 *     ± γ, else ±1
 */
@Id("ternary")
@Doc(
    value = "Keeps the sign of each large component and sets the small ones to 0",
    formula =
        "q(x) = 0 if |x| ≤ t, else α·sign(x); relative: t = threshold·‖x‖₁/d; absmean: t = γ/2 and α = γ, the mean |x| of the layer",
    source =
        "Li and Liu, Ternary Weight Networks, arXiv 1605.04711; absmean: Ma et al., arXiv 2402.17764")
public record Ternary(
    @Doc(
            "t is a multiple of the row's mean magnitude, or absolute, or what turns the row least, or"
                + " half the layer's mean magnitude")
        TernaryRule rule,
    @Doc("of rule relative or absolute, at least 0") double threshold,
    @Doc(
            "whether α is the mean magnitude of the components kept, of rule absmean that of all, else 1")
        boolean scaled)
    implements Quantizer {

  public Ternary {
    InvalidParameterException.unless(
        threshold >= 0 && threshold < Double.POSITIVE_INFINITY,
        "threshold",
        "must be a finite number of at least 0",
        threshold);
  }

  /** The rule of ternary weight networks, without their scale. */
  public Ternary() {
    this(TernaryRule.RELATIVE, 0.7, false);
  }

  /** Two bits each, and a scale per vector where scaled. */
  @Override
  public Optional<Storage> storage(LayerShape shape, Role role) {
    return Optional.of(
        Storage.of(Storage.Kind.TERNARY, 2)
            .and(scaled ? (long) Storage.FLOAT_BITS * role.vectors(shape) : 0));
  }

  /**
   * Nothing is fitted but γ: otherwise the map is the same for every sample, and for every seed.
   */
  @Override
  public VectorMap fit(Sample sample, Seed seed) {
    if (rule != TernaryRule.ABSMEAN) {
      return new RowByRow(this::threeValues);
    }
    double mean = meanMagnitude(Floats.of(Dense.of(sample.rows())));
    return new RowByRow(row -> absmean(row, mean));
  }

  private static double meanMagnitude(float... components) {
    double sum = 0;
    for (float component : components) {
      sum += Math.abs(component);
    }
    return sum / components.length;
  }

  private void absmean(double[] row, double mean) {
    double small = rule.threshold(row, mean);
    double scale = scaled ? mean : 1;
    for (int i = 0; i < row.length; i++) {
      row[i] = Math.copySign(Magnitudes.above(small, row[i], scale), row[i]);
    }
  }

  private void threeValues(double[] row) {
    double small = rule.threshold(row, threshold);
    double scale = scaled ? Magnitudes.meanAbove(small, row) : 1;
    for (int i = 0; i < row.length; i++) {
      row[i] = Math.copySign(Magnitudes.above(small, row[i], scale), row[i]);
    }
  }
}
