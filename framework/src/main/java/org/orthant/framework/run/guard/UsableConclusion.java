package org.orthant.framework.run.guard;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Stream;
import org.orthant.api.finding.Advice;
import org.orthant.api.finding.Conclusion;
import org.orthant.api.finding.Finding;
import org.orthant.api.finding.Remedy;
import org.orthant.api.finding.Subject;
import org.orthant.api.finding.Verdict;
import org.orthant.api.model.LayerShape;

/** What a result can hold of a probe's conclusion; anything else would spoil the whole of it. */
public record UsableConclusion(List<LayerShape> network, List<String> quantizers) {

  /**
   * The conclusion itself.
   *
   * @throws IllegalStateException if it cannot be used; the message says what and where
   */
  public Conclusion of(Conclusion conclusion) {
    require(conclusion != null, "no conclusion");
    Set<Identity> seen = new HashSet<>();
    for (Finding finding : conclusion.findings()) {
      require(finding, seen);
    }
    for (Verdict verdict : conclusion.verdicts()) {
      require(verdict.subject(), "a verdict");
      require(verdict.grade() != null, "a verdict without a grade");
      requireText(verdict.reason(), "reason of a verdict");
    }
    for (Remedy remedy : conclusion.remedies()) {
      require(remedy.subject(), "a remedy");
      require(
          remedy.alternative().stream().allMatch(quantizers::contains),
          "a remedy by a quantizer that this run does not have: " + remedy.alternative());
      requireText(remedy.text(), "text of a remedy");
    }
    Set<String> names = new HashSet<>();
    for (Advice advice : conclusion.advice()) {
      require(advice, names);
    }
    return conclusion;
  }

  private void require(Finding finding, Set<Identity> seen) {
    require(finding.subject(), "a finding");
    requireText(finding.metric(), "metric of a finding");
    String what =
        String.format(Locale.ROOT, "%s of %s", finding.metric(), finding.subject().layer());
    require(
        seen.add(new Identity(finding.getClass(), finding.subject(), finding.metric())),
        what + " twice");
    if (finding instanceof Finding.Scalar scalar) {
      require(
          Stream.of(scalar.low(), scalar.high())
              .flatMapToDouble(OptionalDouble::stream)
              .allMatch(end -> Double.isFinite(end) || !Double.isFinite(scalar.value())),
          "an interval without ends for " + what);
      require(containsItsValue(scalar), "an interval without its own value for " + what);
      require(scalar.n().orElse(0) >= 0, "fewer than no observations for " + what);
    } else if (finding instanceof Finding.Distribution distribution) {
      int bins = distribution.axis().bins();
      require(
          counted(distribution.counts(), bins) && distribution.outside() >= 0,
          "counts that do not fit their axis for " + what);
      requireReference(distribution.reference(), bins, what);
    } else if (finding instanceof Finding.Curve curve) {
      requireText(curve.labelX(), "label of x for " + what);
      requireText(curve.labelY(), "label of y for " + what);
      require(
          curve.x().size() == curve.y().size() && finite(curve.x()) && finite(curve.y()),
          "a curve whose points are not all there for " + what);
      requireReference(curve.reference(), curve.x().size(), what);
    } else if (finding instanceof Finding.Joint joint) {
      requireText(joint.labelX(), "label of x for " + what);
      requireText(joint.labelY(), "label of y for " + what);
      require(
          joint.counts().size() == joint.axisY().bins()
              && joint.counts().stream().allMatch(row -> counted(row, joint.axisX().bins())),
          "counts that do not fit their axes for " + what);
    } else if (finding instanceof Finding.Filters filters) {
      require(
          filters.channels() == 1 || filters.channels() == 3,
          "filters of neither 1 nor 3 channels for " + what);
      require(
          !filters.values().isEmpty()
              && filters.values().stream()
                  .allMatch(row -> row.size() == filters.dimension() && finite(row)),
          "filters whose values are not all there for " + what);
    }
  }

  private void require(Advice advice, Set<String> names) {
    requireText(advice.name(), "name of advice");
    require(
        advice.name().matches(Advice.NAME) && names.add(advice.name()),
        "advice of a name that is no file's, or not the only one: " + advice.name());
    requireText(advice.goal(), "goal of advice");
    requireText(advice.text(), "text of advice");
    require(advice.refit() >= 0, "advice fitted to fewer than no images");
    for (Advice.Choice choice : advice.choices()) {
      require(Subject.layer(choice.layer()), "a choice");
      require(
          choice.change() != null
              && Stream.concat(
                      choice.change().weights().quantizer().stream(),
                      choice.change().inputs().quantizer().stream())
                  .allMatch(quantizers::contains),
          "a choice of a quantizer that this run does not have for " + choice.layer());
    }
  }

  private static boolean containsItsValue(Finding.Scalar scalar) {
    double value = scalar.value();
    boolean above = scalar.low().orElse(value) <= value;
    boolean below = value <= scalar.high().orElse(value);
    return !Double.isFinite(value) || (above && below);
  }

  private void require(Subject subject, String what) {
    require(subject != null, what + " without a subject");
    String layer = subject.layer();
    require(
        Subject.RESERVED.contains(layer)
            || network.stream().anyMatch(shape -> shape.name().equals(layer)),
        String.format(Locale.ROOT, "%s about %s, which is no layer", what, layer));
    require(
        subject.quantizer().stream().allMatch(quantizers::contains),
        String.format(
            Locale.ROOT,
            "%s about %s under %s, which is no quantizer of this run",
            what,
            layer,
            subject.quantizer().orElse("")));
    subject.change().ifPresent(change -> requireText(change, "change of " + what));
  }

  private static void requireReference(List<Double> reference, int size, String what) {
    require(
        reference.isEmpty() || (reference.size() == size && finite(reference)),
        "an expectation that does not fit for " + what);
  }

  private static boolean counted(List<Long> counts, int bins) {
    return counts.size() == bins && counts.stream().allMatch(count -> count >= 0);
  }

  private static boolean finite(List<Double> values) {
    return values.stream().allMatch(Double::isFinite);
  }

  /** Half of a surrogate pair cannot be written. */
  private static void requireText(String text, String what) {
    require(
        Optional.ofNullable(text)
            .filter(StandardCharsets.UTF_8.newEncoder()::canEncode)
            .isPresent(),
        "no text as " + what);
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalStateException(otherwise);
    }
  }

  private record Identity(Class<?> kind, Subject subject, String metric) {}
}
