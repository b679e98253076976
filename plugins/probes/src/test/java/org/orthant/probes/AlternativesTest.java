package org.orthant.probes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.orthant.api.finding.Remedy;
import org.orthant.api.finding.Subject;
import org.orthant.api.interval.Interval;
import org.orthant.probes.estimate.Estimate;

class AlternativesTest {
  private final Map<String, Estimate> correlations = new LinkedHashMap<>();

  @Test
  void theBestThatIsBetterBeyondDoubtIsNamed() {
    correlations.put("binary", estimate(0.645, 0.635, 0.655));
    correlations.put("ternary", estimate(0.8, 0.79, 0.81));
    correlations.put("rotated", estimate(0.812, 0.805, 0.82));

    assertThat(new Alternatives("conv1", correlations).remedies())
        .containsExactly(
            new Remedy(
                Subject.of("conv1", "binary"),
                Optional.of("rotated"),
                "rotated, which keeps more of the products (r 0.812 instead of 0.645, 95 % interval 0.805 to 0.820, n = 20 groups of"
                    + " images)"));
  }

  @Test
  void overlappingIntervalsLeaveDoubt() {
    correlations.put("binary", estimate(0.8, 0.7, 0.9));
    correlations.put("ternary", estimate(0.95, 0.89, 0.99));
    correlations.put("undefined", new Estimate(Double.NaN, Optional.empty(), 0));

    assertThat(new Alternatives("conv1", correlations).remedies()).isEmpty();
  }

  private static Estimate estimate(double value, double low, double high) {
    return new Estimate(value, Optional.of(new Interval(low, high)), 20);
  }
}
