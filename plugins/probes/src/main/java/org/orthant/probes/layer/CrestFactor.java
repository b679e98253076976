package org.orthant.probes.layer;

import org.orthant.api.array.Floats;
import org.orthant.api.finding.Finding;
import org.orthant.api.finding.Subject;
import org.orthant.api.measure.Key;
import org.orthant.api.measure.LayerView;
import org.orthant.api.measure.Recording;
import org.orthant.api.measure.Stats;
import org.orthant.api.measure.Weights;
import org.orthant.api.statistics.Moments;
import org.orthant.probes.estimate.Estimate;
import org.orthant.probes.geometry.LargestOfGaussians;
import org.orthant.probes.interval.MeanInterval;

/**
 * How far outliers stand out of a layer's filters: the largest component of a filter beside its
 * root mean square, the mean over filters. It sets the step of a quantizer whose range holds all
 * components.
 *
 * @param factors of the filters that are not all 0
 * @param expected of independent Gaussian components
 */
public record CrestFactor(Moments factors, double expected) {
  /** So many times the Gaussian factor is more than large layers reach by chance. */
  private static final double NOTABLE = 1.5;

  private static final Key<Moments> FACTORS = Key.total("crest-factors", Moments.class);

  /** Keeps the factors of the continuous filters. */
  public static void write(LayerView layer, Stats out) {
    Moments factors = out.at(FACTORS, Moments::new);
    float[] weights = Floats.of(layer.weights(Weights.CONTINUOUS));
    int dimension = layer.layer().shape().dimension();
    for (int from = 0; from < weights.length; from += dimension) {
      double factor = factor(weights, from, dimension);
      if (factor > 0) {
        factors.add(factor);
      }
    }
  }

  private static double factor(float[] weights, int from, int dimension) {
    double largest = 0;
    double squares = 0;
    for (int i = from; i < from + dimension; i++) {
      largest = Math.max(largest, Math.abs(weights[i]));
      squares += (double) weights[i] * weights[i];
    }
    return squares == 0 ? 0 : largest / Math.sqrt(squares / dimension);
  }

  /** Finds what {@link #write} kept. */
  public static CrestFactor read(Recording recording, int dimension) {
    return new CrestFactor(recording.total(FACTORS), LargestOfGaussians.mean(dimension));
  }

  /** Whether outliers stand out far beyond Gaussian ones. */
  public boolean isNotable() {
    return factors.count() > 0 && factors.mean() > NOTABLE * expected;
  }

  /** The finding {@code crest-factor}, beside what Gaussian components give. */
  public Finding finding(Subject subject) {
    return new Estimate(factors.mean(), MeanInterval.of(factors), factors.count())
        .finding(subject, "crest-factor", expected);
  }
}
