package org.orthant.reports.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.orthant.reports.result.Result.Axis;
import org.orthant.reports.result.Result.Distribution;
import org.orthant.reports.result.Result.Subject;

class ReadableBinsTest {

  @Test
  void joinsBinsThatFewValuesCannotFill() {
    // Eight values fill four bins by the rule; they are spread over eleven, of which two make one.
    Distribution joined =
        ReadableBins.of(distribution(List.of(1L, 0L, 0L, 2L, 0L, 2L, 0L, 0L, 2L, 0L, 1L, 0L)));

    assertThat(joined.axis()).isEqualTo(new Axis(0, 12, 6));
    assertThat(joined.counts()).containsExactly(1L, 2L, 2L, 0L, 2L, 1L);
    assertThat(joined.reference().get(2)).isCloseTo(2 / 12.0, within(1e-12));
  }

  @Test
  void leavesBinsThatAreFullAsTheyAre() {
    Distribution full = distribution(List.of(9L, 9L, 9L, 9L, 9L, 9L, 9L, 9L, 9L, 9L, 9L, 9L));

    assertThat(ReadableBins.of(full)).isEqualTo(full);
  }

  @Test
  void leavesAnEmptyDistributionAsItIs() {
    Distribution empty = distribution(List.of(0L, 0L, 0L, 0L, 0L, 0L, 0L, 0L, 0L, 0L, 0L, 0L));

    assertThat(ReadableBins.of(empty)).isEqualTo(empty);
  }

  @Property(seed = "1705")
  void losesNothing(@ForAll @Size(12) List<@LongRange(max = 3) Long> counts) {
    Distribution joined = ReadableBins.of(distribution(counts));

    assertThat(joined.counts().stream().mapToLong(Long::longValue).sum())
        .isEqualTo(counts.stream().mapToLong(Long::longValue).sum());
    assertThat(joined.reference().stream().mapToDouble(Double::doubleValue).sum())
        .isCloseTo(1, within(1e-12));
    assertThat(joined.counts()).hasSize(joined.axis().bins());
  }

  private static Distribution distribution(List<Long> counts) {
    return new Distribution(
        new Subject("angle", Optional.empty(), "dense1", Optional.empty(), "degrees"),
        new Axis(0, 12, 12),
        counts,
        0,
        counts.stream().map(count -> 1 / 12.0).toList());
  }
}
