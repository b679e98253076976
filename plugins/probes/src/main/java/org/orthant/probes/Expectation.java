package org.orthant.probes;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.orthant.api.finding.Finding.Scalar;
import org.orthant.api.finding.Subject;
import org.orthant.api.interval.Interval;
import org.orthant.api.statistics.Moments;
import org.orthant.probes.estimate.Estimate;
import org.orthant.probes.geometry.SignAngle;
import org.orthant.probes.interval.MeanDifferenceInterval;
import org.orthant.probes.interval.MeanInterval;

/** What a quantizer does to Gaussian vectors of a layer's dimension. NaN where nothing is known. */
sealed interface Expectation {
  double meanDegrees();

  double standardDeviationDegrees();

  double meanCosine();

  double cosineVariance();

  /** The finding of the expected mean angle; one that is exact has neither interval nor n. */
  Scalar finding(Subject subject, String metric);

  /** The interval of how much the mean of measured angles lies above the expected one. */
  Optional<Interval> excess(Moments measured);

  /** The closed form, where the quantizer keeps nothing but signs. */
  record Exact(
      double meanDegrees, double standardDeviationDegrees, double meanCosine, double cosineVariance)
      implements Expectation {
    static Exact of(SignAngle angle) {
      return new Exact(
          angle.meanDegrees(),
          angle.standardDeviationDegrees(),
          angle.meanCosine(),
          angle.cosineVariance());
    }

    @Override
    public Scalar finding(Subject subject, String metric) {
      return new Scalar(
          subject,
          metric,
          meanDegrees,
          OptionalDouble.empty(),
          OptionalDouble.empty(),
          OptionalDouble.empty(),
          OptionalLong.empty());
    }

    @Override
    public Optional<Interval> excess(Moments measured) {
      return MeanInterval.of(measured).map(ends -> ends.map(end -> end - meanDegrees));
    }
  }

  /** The moments of a simulation's angles and their cosines. */
  record Simulated(Moments degrees, Moments cosines) implements Expectation {
    @Override
    public double meanDegrees() {
      return degrees.mean();
    }

    @Override
    public double standardDeviationDegrees() {
      return degrees.standardDeviation();
    }

    @Override
    public double meanCosine() {
      return cosines.mean();
    }

    @Override
    public double cosineVariance() {
      return cosines.variance();
    }

    @Override
    public Scalar finding(Subject subject, String metric) {
      return new Estimate(degrees.mean(), MeanInterval.of(degrees), degrees.count())
          .clipped(0, 180)
          .finding(subject, metric);
    }

    @Override
    public Optional<Interval> excess(Moments measured) {
      return MeanDifferenceInterval.of(measured, degrees);
    }
  }
}
