package org.orthant.api.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ValueCountsTest {

  @Property(tries = 200)
  void howTheValuesAreSplitDoesNotMatter(
      @ForAll List<@IntRange(min = -4, max = 4) Integer> values,
      @ForAll @IntRange(max = 100) int at) {
    int split = Math.min(at, values.size());
    ValueCounts merged = counts(values.subList(0, split));
    merged.merge(counts(values.subList(split, values.size())));
    ValueCounts whole = counts(values);
    assertThat(merged.counts()).isEqualTo(whole.counts());
    assertThat(merged.total()).isEqualTo(whole.total()).isEqualTo(values.size());
    assertThat(merged.isExceeded()).isEqualTo(whole.isExceeded());
    Map<Float, Long> expected =
        values.stream().collect(Collectors.groupingBy(Integer::floatValue, Collectors.counting()));
    assertThat(whole.isExceeded()).isEqualTo(expected.size() > 5);
    if (!whole.isExceeded()) {
      assertThat(whole.counts()).isEqualTo(expected);
    }
  }

  private static ValueCounts counts(List<Integer> values) {
    ValueCounts counts = new ValueCounts(5);
    values.forEach(value -> counts.add(value));
    return counts;
  }

  @Test
  void bothZerosAreOne() {
    ValueCounts counts = new ValueCounts(1);
    counts.add(0f);
    counts.add(-0f);
    assertThat(counts.counts()).containsExactly(Map.entry(0f, 2L));
  }

  @Test
  void countsOfDifferentReachDoNotMerge() {
    assertThatThrownBy(() -> new ValueCounts(1).merge(new ValueCounts(2)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new ValueCounts(0)).isInstanceOf(IllegalArgumentException.class);
  }
}
