package org.example.steps;

import java.util.Optional;
import org.apache.commons.math3.optim.MaxEval;
import org.apache.commons.math3.optim.nonlinear.scalar.GoalType;
import org.apache.commons.math3.optim.univariate.BrentOptimizer;
import org.apache.commons.math3.optim.univariate.SearchInterval;
import org.apache.commons.math3.optim.univariate.UnivariateObjectiveFunction;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.orthant.api.Doc;
import org.orthant.api.Id;
import org.orthant.api.InvalidParameterException;
import org.orthant.api.Seed;
import org.orthant.api.model.LayerShape;
import org.orthant.api.model.Storage;
import org.orthant.api.model.VectorMap;
import org.orthant.api.spi.Quantizer;
import org.orthant.api.spi.Role;
import org.orthant.api.spi.Sample;

/**
 * Whole multiples of one step per layer, the step being the one that loses least: the squared
 * distance between the layer's vectors and their images is the smallest among all steps tried.
 */
@Id("least-squares-step")
@Doc(
    value = "Rounds to multiples of the one step that brings the layer's vectors the least error",
    formula = "q(x) = Δ · clip(round(x/Δ), −m, m), m = 2^(bits−1) − 1, Δ = argmin Σ (x − q(x))²")
public record LeastSquaresStep(@Doc("How many bits a component takes, 2 to 8") int bits)
    implements Quantizer {

  /** How many steps are tried before the best one is refined. */
  private static final int GRID = 64;

  public LeastSquaresStep {
    InvalidParameterException.unless(bits >= 2 && bits <= 8, "bits", "must lie in 2 … 8", bits);
  }

  /** The defaults. */
  public LeastSquaresStep() {
    this(3);
  }

  /** Whole numbers, and one step for all of them. */
  @Override
  public Optional<Storage> storage(LayerShape shape, Role role) {
    return Optional.of(Storage.of(Storage.Kind.INTEGER, bits).and(Storage.FLOAT_BITS));
  }

  @Override
  public VectorMap fit(Sample sample, Seed seed) {
    double step = bestStep(components(sample.rows()));
    return rows -> {
      double[] components = components(rows);
      for (int i = 0; i < components.length; i++) {
        components[i] = rounded(components[i], step);
      }
      return Nd4j.create(components, rows.shape(), rows.dataType());
    };
  }

  private int largest() {
    return (1 << (bits - 1)) - 1;
  }

  /** The error has many local minima, so a grid comes first. */
  private double bestStep(double[] components) {
    double magnitude = 0;
    for (double component : components) {
      magnitude = Math.max(magnitude, Math.abs(component));
    }
    if (magnitude == 0) {
      return 1;
    }
    double spacing = magnitude / largest() / GRID;
    double best = spacing;
    for (int k = 2; k <= GRID; k++) {
      if (error(components, k * spacing) < error(components, best)) {
        best = k * spacing;
      }
    }
    double refined =
        new BrentOptimizer(1e-9, 1e-12 * magnitude)
            .optimize(
                new UnivariateObjectiveFunction(step -> error(components, step)),
                GoalType.MINIMIZE,
                new SearchInterval(best - spacing / 2, best + spacing / 2, best),
                new MaxEval(100))
            .getPoint();
    return error(components, refined) < error(components, best) ? refined : best;
  }

  private double error(double[] components, double step) {
    double sum = 0;
    for (double component : components) {
      double lost = component - rounded(component, step);
      sum += lost * lost;
    }
    return sum;
  }

  private double rounded(double x, double step) {
    return step * Math.max(-largest(), Math.min(largest(), Math.rint(x / step)));
  }

  private static double[] components(INDArray rows) {
    return rows.dup('c').data().asDouble();
  }
}
