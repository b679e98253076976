package org.orthant.testkit;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.orthant.api.finding.Advice;
import org.orthant.api.finding.Conclusion;
import org.orthant.api.finding.Finding;
import org.orthant.api.finding.Remedy;
import org.orthant.api.finding.Verdict;

/** Whether two conclusions say the same: counts exactly, other numbers but for rounding. */
final class Agreement {
  private static final double RELATIVE = 1e-9;
  private static final double ABSOLUTE = 1e-12;

  private Agreement() {}

  /** The first difference in words; empty where there is none. */
  static Optional<String> difference(Conclusion a, Conclusion b) {
    if (a.findings().size() != b.findings().size()) {
      return Optional.of(
          String.format(
              Locale.ROOT, "%d findings against %d", a.findings().size(), b.findings().size()));
    }
    for (int i = 0; i < a.findings().size(); i++) {
      if (!agree(a.findings().get(i), b.findings().get(i))) {
        return Optional.of(a.findings().get(i) + " against " + b.findings().get(i));
      }
    }
    if (!judgements(a).equals(judgements(b))) {
      return Optional.of(judgements(a) + " against " + judgements(b));
    }
    if (!remedies(a).equals(remedies(b))) {
      return Optional.of(remedies(a) + " against " + remedies(b));
    }
    return advice(a).equals(advice(b))
        ? Optional.empty()
        : Optional.of(advice(a) + " against " + advice(b));
  }

  private static List<Advice> advice(Conclusion conclusion) {
    return conclusion.advice().stream()
        .map(
            advice ->
                new Advice(
                    advice.name(),
                    advice.goal(),
                    advice.choices(),
                    advice.images(),
                    advice.refit(),
                    advice.correction(),
                    ""))
        .toList();
  }

  /** Without the reasons, which hold rounded numbers. */
  private static List<Verdict> judgements(Conclusion conclusion) {
    return conclusion.verdicts().stream()
        .map(verdict -> new Verdict(verdict.subject(), verdict.grade(), ""))
        .toList();
  }

  private static List<Remedy> remedies(Conclusion conclusion) {
    return conclusion.remedies().stream()
        .map(remedy -> new Remedy(remedy.subject(), remedy.alternative(), ""))
        .toList();
  }

  private static boolean agree(Finding a, Finding b) {
    if (!a.subject().equals(b.subject()) || !a.metric().equals(b.metric())) {
      return false;
    }
    if (a instanceof Finding.Scalar x && b instanceof Finding.Scalar y) {
      return close(x.value(), y.value())
          && close(x.expected(), y.expected())
          && close(x.low(), y.low())
          && close(x.high(), y.high())
          && x.n().equals(y.n());
    }
    if (a instanceof Finding.Distribution x && b instanceof Finding.Distribution y) {
      return x.axis().equals(y.axis())
          && x.counts().equals(y.counts())
          && x.outside() == y.outside()
          && close(x.reference(), y.reference());
    }
    if (a instanceof Finding.Curve x && b instanceof Finding.Curve y) {
      return close(x.x(), y.x()) && close(x.y(), y.y()) && close(x.reference(), y.reference());
    }
    if (a instanceof Finding.Filters x && b instanceof Finding.Filters y) {
      return x.kernel().equals(y.kernel())
          && x.channels() == y.channels()
          && x.values().size() == y.values().size()
          && IntStream.range(0, x.values().size())
              .allMatch(filter -> close(x.values().get(filter), y.values().get(filter)));
    }
    return Objects.equals(a, b);
  }

  private static boolean close(List<Double> a, List<Double> b) {
    if (a.size() != b.size()) {
      return false;
    }
    for (int i = 0; i < a.size(); i++) {
      if (!close(a.get(i), b.get(i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean close(OptionalDouble a, OptionalDouble b) {
    return a.isPresent() == b.isPresent() && close(a.orElse(0), b.orElse(0));
  }

  private static boolean close(double a, double b) {
    return Double.compare(a, b) == 0
        || Math.abs(a - b) <= Math.max(ABSOLUTE, RELATIVE * Math.max(Math.abs(a), Math.abs(b)));
  }
}
