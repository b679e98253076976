package org.orthant.reports.diagnosis;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.orthant.reports.result.Result.Scalar;
import org.orthant.reports.words.Unit;

/**
 * The weights heap up near 0, where their signs say least: at least twice as many as of Gaussian
 * weights lie there, beyond the interval. Outliers and filters of unlike scale have the same
 * effect, since near is meant beside the layer's root mean square; where there are such, they are
 * the cause.
 */
final class HeapedWeights implements Rule {
  private static final double TIMES = 2;
  private static final List<Rule> OTHERS = List.of(new Outliers(), new UnlikeFilters());

  @Override
  public Optional<Cause> cause(Measured measured) {
    return measured
        .plain("weights", "fraction-near-zero")
        .filter(near -> near.expected().isPresent())
        .filter(near -> near.low().orElse(near.value()) > TIMES * near.expected().getAsDouble())
        .filter(near -> OTHERS.stream().noneMatch(rule -> rule.cause(measured).isPresent()))
        .map(HeapedWeights::cause);
  }

  private static Cause cause(Scalar near) {
    return new Cause(
        "weights near zero",
        String.format(
            Locale.ROOT,
            "its weights heap up near zero (%s of them, where Gaussian ones have %s)",
            Unit.PERCENT.write(near.value()),
            Unit.PERCENT.write(near.expected().getAsDouble())),
        "weights");
  }
}
