package org.orthant.probes;

import static java.util.stream.Collectors.joining;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.orthant.api.finding.Finding;
import org.orthant.api.finding.Subject;
import org.orthant.api.statistics.Moments;
import org.orthant.probes.estimate.Estimate;
import org.orthant.probes.interval.MeanInterval;

/**
 * A number of each filter of a layer.
 *
 * @param values filter by filter; NaN where a filter has none, which counts in no estimate
 */
record PerFilter(List<Double> values) {
  private static final int MOST_NAMED = 5;
  private static final int MOST_DRAWN = 4096;

  PerFilter {
    values = List.copyOf(values);
  }

  static PerFilter of(double... values) {
    return new PerFilter(DoubleStream.of(values).boxed().toList());
  }

  /** Filter by filter, none where one of the two has none. */
  PerFilter minus(PerFilter other) {
    return new PerFilter(
        IntStream.range(0, values.size())
            .mapToObj(filter -> values.get(filter) - other.values.get(filter))
            .toList());
  }

  /**
   * The curve of that metric, filter by filter from 0, without those that have no number; nothing
   * where filters are very many.
   */
  Optional<Finding> curve(Subject subject, String metric, String label) {
    List<Integer> known =
        IntStream.range(0, values.size()).filter(i -> !values.get(i).isNaN()).boxed().toList();
    return known.isEmpty() || known.size() > MOST_DRAWN
        ? Optional.empty()
        : Optional.of(
            new Finding.Curve(
                subject,
                metric,
                "filter",
                known.stream().map(Integer::doubleValue).toList(),
                label,
                known.stream().map(values::get).toList(),
                List.of()));
  }

  /** The mean over filters, its interval taking them for a sample of such filters. */
  Estimate mean() {
    Moments moments = new Moments();
    values.stream().filter(value -> !value.isNaN()).forEach(moments::add);
    return new Estimate(moments.mean(), MeanInterval.of(moments), moments.count());
  }

  double median() {
    return sorted().quantile(0.5);
  }

  /** The findings {@code metric-median}, {@code metric-lower-quartile} and the upper one. */
  List<Finding> quartiles(Subject subject, String metric) {
    return quartiles(subject, metric, of());
  }

  /** Returns the same, beside the quartiles of what is expected of the filters. */
  List<Finding> quartiles(Subject subject, String metric, PerFilter expected) {
    return List.of(
        quantile(subject, metric + "-median", 0.5, expected),
        quantile(subject, metric + "-lower-quartile", 0.25, expected),
        quantile(subject, metric + "-upper-quartile", 0.75, expected));
  }

  private Finding quantile(Subject subject, String metric, double p, PerFilter expected) {
    SortedSample sorted = sorted();
    return new Estimate(sorted.quantile(p), Optional.empty(), sorted.count())
        .finding(subject, metric, expected.sorted().quantile(p));
  }

  /** The finding {@code undefined-filters}: how many have no number, if any. */
  Optional<Finding> undefined(Subject subject) {
    int undefined = values.size() - sorted().count();
    return undefined == 0
        ? Optional.empty()
        : Optional.of(Finding.Scalar.of(subject, "undefined-filters", undefined, values.size()));
  }

  /**
   * Returns which filters have no number, by their indices from 0, in words; empty if all have one.
   */
  String undefinedInWords() {
    List<Integer> undefined =
        IntStream.range(0, values.size()).filter(i -> values.get(i).isNaN()).boxed().toList();
    if (undefined.isEmpty()) {
      return "";
    }
    String named = undefined.stream().limit(MOST_NAMED).map(String::valueOf).collect(joining(", "));
    int more = undefined.size() - MOST_NAMED;
    return String.format(
        Locale.ROOT,
        "%d of %d filters have none: number %s%s",
        undefined.size(),
        values.size(),
        named,
        more > 0 ? " and " + more + " more" : "");
  }

  private SortedSample sorted() {
    return new SortedSample(values.stream().mapToDouble(Double::doubleValue).toArray());
  }
}
