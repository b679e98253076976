package org.orthant.api.finding;

import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.orthant.api.interval.Interval;
import org.orthant.api.model.Extent;
import org.orthant.api.statistics.Axis;

/** One thing that was measured. */
public sealed interface Finding {
  Subject subject();

  /**
   * Returns the name of the metric, in kebab-case with the unit where it has one, such as
   * mean-degrees.
   */
  String metric();

  /**
   * A number. Where rounding leaves it outside of its interval, the interval is widened to it.
   *
   * @param value what was measured; fractions lie in [−1, 1], angles are degrees; NaN says that it
   *     is undefined, such as the correlation with a constant
   * @param expected what theory or the null expects
   * @param low the lower end of the 95 % confidence interval
   * @param high the upper end
   * @param n how many independent observations the interval rests on, or the value if there is none
   */
  record Scalar(
      Subject subject,
      String metric,
      double value,
      OptionalDouble expected,
      OptionalDouble low,
      OptionalDouble high,
      OptionalLong n)
      implements Finding {
    public Scalar {
      if (low.isPresent() && high.isPresent() && low.getAsDouble() <= high.getAsDouble()) {
        Interval interval = new Interval(low.getAsDouble(), high.getAsDouble()).containing(value);
        low = OptionalDouble.of(interval.low());
        high = OptionalDouble.of(interval.high());
      }
    }

    /** A number without an interval. */
    public static Scalar of(Subject subject, String metric, double value, long n) {
      return new Scalar(
          subject,
          metric,
          value,
          OptionalDouble.empty(),
          OptionalDouble.empty(),
          OptionalDouble.empty(),
          OptionalLong.of(n));
    }

    /** Returns this finding with the value that was expected. */
    public Scalar expecting(double expectation) {
      return new Scalar(subject, metric, value, OptionalDouble.of(expectation), low, high, n);
    }

    /** Returns this finding with a confidence interval. */
    public Scalar within(double lowEnd, double highEnd) {
      return new Scalar(
          subject,
          metric,
          value,
          expected,
          OptionalDouble.of(lowEnd),
          OptionalDouble.of(highEnd),
          n);
    }
  }

  /**
   * A distribution, with what was expected of it.
   *
   * @param axis the bins
   * @param counts per bin
   * @param outside how many values fell outside the axis
   * @param reference the expected probability of each bin; empty where nothing is expected
   */
  record Distribution(
      Subject subject,
      String metric,
      Axis axis,
      List<Long> counts,
      long outside,
      List<Double> reference)
      implements Finding {
    public Distribution {
      counts = List.copyOf(counts);
      reference = List.copyOf(reference);
    }
  }

  /**
   * One quantity along another, such as the variance explained by the first k components.
   *
   * @param labelX what x is
   * @param x in increasing order
   * @param labelY what y is
   * @param y as many
   * @param reference the expected y, as many; empty where nothing is expected
   */
  record Curve(
      Subject subject,
      String metric,
      String labelX,
      List<Double> x,
      String labelY,
      List<Double> y,
      List<Double> reference)
      implements Finding {
    public Curve {
      x = List.copyOf(x);
      y = List.copyOf(y);
      reference = List.copyOf(reference);
    }
  }

  /**
   * A joint distribution of two quantities.
   *
   * @param labelX what x is
   * @param labelY what y is
   * @param counts [y][x], from the lowest values up
   */
  record Joint(
      Subject subject,
      String metric,
      String labelX,
      Axis axisX,
      String labelY,
      Axis axisY,
      List<List<Long>> counts)
      implements Finding {
    public Joint {
      counts = counts.stream().map(List::copyOf).toList();
    }
  }

  /**
   * The filters of a convolution, to be drawn as pictures: those before quantization, or under the
   * subject's quantizer.
   *
   * @param kernel height × width of a filter
   * @param channels 1, drawn in grey, or 3, drawn as red, green and blue
   * @param values [filter][height · width · channels], finite, in the order of weights: (row,
   *     column, channel)
   */
  record Filters(
      Subject subject, String metric, Extent kernel, int channels, List<List<Double>> values)
      implements Finding {
    public Filters {
      values = values.stream().map(List::copyOf).toList();
    }

    /** Returns how many values a filter has. */
    public int dimension() {
      return Math.multiplyExact(kernel.area(), channels);
    }
  }
}
