package org.orthant.reports.sweep;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.orthant.reports.result.Result.Subject;
import org.orthant.reports.result.SweepResult;
import org.orthant.reports.result.SweepResult.Finding;
import org.orthant.reports.words.Unit;

/**
 * Which combination of the values does best, and whether that is more than chance. What counts is
 * the first of accuracy, r and angle that the values change, averaged over the layers. Of k
 * combinations any may turn out best, so the intervals of all k (k − 1) / 2 differences hold
 * together (Bonferroni).
 */
final class Winner {
  private static final double CONFIDENCE = 0.95;

  /** What is good, in the order in which it counts. */
  private enum Measure {
    ACCURACY("accuracy", "accuracy", true),
    CORRELATION("dot-product", "pearson-r", true),
    ANGLE("angle", "mean-degrees", false);

    private final String probe;
    private final String metric;
    private final boolean moreIsBetter;

    Measure(String probe, String metric, boolean moreIsBetter) {
      this.probe = probe;
      this.metric = metric;
      this.moreIsBetter = moreIsBetter;
    }

    boolean isOf(Subject subject) {
      return subject.probe().equals(probe)
          && subject.metric().equals(metric)
          && subject.change().isEmpty();
    }

    String words(double value) {
      return switch (this) {
        case ACCURACY -> Unit.PERCENT.write(value);
        case CORRELATION -> Unit.NUMBER.write(value);
        case ANGLE -> Unit.DEGREES.write(value);
      };
    }

    String difference(PairedDifference difference) {
      if (this == ACCURACY) {
        return (Unit.POINTS.write(difference.mean())
                + " points "
                + Unit.POINTS.interval(difference.low(), difference.high()))
            .strip();
      }
      String interval =
          difference.reach().isPresent()
              ? String.format(
                  Locale.ROOT,
                  " [%s, %s]",
                  signed(difference.low().getAsDouble()),
                  signed(difference.high().getAsDouble()))
              : "";
      return signed(difference.mean()) + interval;
    }

    /** As many decimals for each, so that they can be held against one another. */
    private String signed(double difference) {
      String format = this == ANGLE ? "%+.2f°" : "%+.4f";
      return String.format(Locale.ROOT, format, difference).replace('-', '−');
    }
  }

  /**
   * A combination.
   *
   * @param values one for each seed; NaN where there is none
   */
  private record Candidate(List<String> at, List<Double> values) {
    double mean() {
      return values.stream()
          .mapToDouble(Double::doubleValue)
          .filter(Double::isFinite)
          .average()
          .orElse(Double.NaN);
    }
  }

  private final SweepResult sweep;
  private final Measure measure;
  private final List<Candidate> candidates;

  private Winner(SweepResult sweep, Measure measure, List<Candidate> candidates) {
    this.sweep = sweep;
    this.measure = measure;
    Comparator<Candidate> order = Comparator.comparingDouble(Candidate::mean);
    this.candidates =
        candidates.stream().sorted(measure.moreIsBetter ? order.reversed() : order).toList();
  }

  /** A sentence or two; nothing where the values change nothing that is good or bad. */
  static Optional<String> sentence(SweepResult sweep) {
    for (Measure measure : Measure.values()) {
      List<Candidate> candidates = candidates(sweep, measure);
      if (candidates.size() > 1) {
        return Optional.of(new Winner(sweep, measure, candidates).sentence());
      }
    }
    return Optional.empty();
  }

  /** The combinations, by the mean over what the values change; fewer than two where nothing is. */
  private static List<Candidate> candidates(SweepResult sweep, Measure measure) {
    Map<Subject, Map<List<String>, Finding>> bySubject = new LinkedHashMap<>();
    for (Finding finding : sweep.findings()) {
      if (measure.isOf(finding.subject()) && Double.isFinite(finding.mean())) {
        bySubject
            .computeIfAbsent(finding.subject(), subject -> new LinkedHashMap<>())
            .put(finding.at(), finding);
      }
    }
    int most = bySubject.values().stream().mapToInt(Map::size).max().orElse(0);
    List<Map<List<String>, Finding>> varied =
        bySubject.values().stream()
            .filter(places -> places.size() == most)
            .filter(places -> places.values().stream().map(Finding::values).distinct().count() > 1)
            .toList();
    if (varied.isEmpty()) {
      return List.of();
    }
    List<Candidate> candidates = new ArrayList<>();
    for (List<String> at : varied.get(0).keySet()) {
      List<Finding> together =
          varied.stream().filter(places -> places.containsKey(at)).map(p -> p.get(at)).toList();
      if (together.size() == varied.size()) {
        candidates.add(new Candidate(at, means(together)));
      }
    }
    return candidates.stream().filter(candidate -> Double.isFinite(candidate.mean())).toList();
  }

  private static List<Double> means(List<Finding> findings) {
    int seeds = findings.get(0).values().size();
    return IntStream.range(0, seeds)
        .mapToObj(
            seed ->
                findings.stream()
                    .mapToDouble(finding -> finding.values().get(seed))
                    .average()
                    .orElse(Double.NaN))
        .toList();
  }

  private String sentence() {
    Candidate best = candidates.get(0);
    String leads =
        String.format(
            Locale.ROOT,
            "%s has the %s, %s%s",
            sweep.words(best.at()),
            measure == Measure.ANGLE ? "smallest angle" : "highest " + name(),
            measure.words(best.mean()),
            measure == Measure.ACCURACY ? "" : " on average over the layers");
    if (sweep.seeds() < 2) {
      return leads + ". One seed does not tell whether that is chance.";
    }
    int pairs = candidates.size() * (candidates.size() - 1) / 2;
    double confidence = 1 - (1 - CONFIDENCE) / pairs;
    List<Candidate> alike = new ArrayList<>();
    for (Candidate other : candidates.subList(1, candidates.size())) {
      if (!PairedDifference.of(best.values(), other.values(), confidence).isTold()) {
        alike.add(other);
      }
    }
    Candidate next = alike.isEmpty() ? candidates.get(1) : alike.get(0);
    PairedDifference difference = PairedDifference.of(best.values(), next.values(), confidence);
    String gap =
        String.format(
            Locale.ROOT,
            "%s against %s, paired over %s",
            measure.difference(difference),
            sweep.words(next.at()),
            Unit.count(difference.n(), "seed", "seeds"));
    return alike.isEmpty()
        ? leads + "; that is more than chance: " + gap + "."
        : "No clear winner: "
            + leads
            + ", but its lead on "
            + alike.stream().map(each -> sweep.words(each.at())).collect(joining(" and "))
            + " may be chance ("
            + gap
            + ").";
  }

  private String name() {
    return measure == Measure.ACCURACY ? "accuracy" : "r of the products";
  }
}
