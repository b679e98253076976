package org.orthant.api.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class HistogramTest {
  private static final Axis AXIS = new Axis(-2, 3, 10);

  @Property(seed = "1705")
  void mergingPartsCountsWhatLiesBetweenTheEdges(
      @ForAll @Size(max = 6)
          List<@Size(max = 30) List<@IntRange(min = -30, max = 30) Integer>> parts) {
    // In eighths, so that every fourth value lies on an edge.
    Histogram merged = new Histogram(AXIS);
    for (List<Integer> part : parts) {
      merged.merge(histogram(part.stream().mapToDouble(v -> v / 8.0).toArray()));
    }
    double[] all = parts.stream().flatMap(List::stream).mapToDouble(v -> v / 8.0).toArray();

    assertThat(merged.below()).isEqualTo(between(all, -100, -2));
    assertThat(merged.above()).isEqualTo(between(all, 3, 100));
    long[] counts = merged.counts();
    assertThat(counts).hasSize(10);
    for (int bin = 0; bin < 10; bin++) {
      assertThat(counts[bin]).isEqualTo(between(all, -2 + bin / 2.0, -1.5 + bin / 2.0));
    }
    assertThat(LongStream.of(counts).sum() + merged.below() + merged.above()).isEqualTo(all.length);
  }

  @Test
  void anEdgeBelongsToTheBinAboveIt() {
    Histogram histogram = histogram(-2, -1.5, 0, 2.5, 3);

    assertThat(histogram.counts()).containsExactly(1, 1, 0, 0, 1, 0, 0, 0, 0, 1);
    assertThat(histogram.below()).isZero();
    assertThat(histogram.above()).isOne();
  }

  @Test
  void minusZeroIsCountedWithZero() {
    assertThat(histogram(-0.0, 0.0).counts()[4]).isEqualTo(2);
  }

  @Test
  void whatLiesFarOutsideIsCountedApart() {
    Histogram histogram =
        histogram(
            -Float.MAX_VALUE,
            Float.MAX_VALUE,
            Double.MAX_VALUE,
            Double.NEGATIVE_INFINITY,
            Double.POSITIVE_INFINITY);

    assertThat(histogram.below()).isEqualTo(2);
    assertThat(histogram.above()).isEqualTo(3);
    assertThat(histogram.counts()).containsOnly(0);
  }

  @Test
  void refusesNaNAndCountsNothing() {
    Histogram histogram = histogram(0, 5);

    assertThatThrownBy(() -> histogram.add(Double.NaN))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("NaN has no bin");
    assertThat(histogram).usingRecursiveComparison().isEqualTo(histogram(0, 5));
  }

  @Test
  void refusesToMergeAnotherAxis() {
    Histogram histogram = histogram(0);
    Histogram other = new Histogram(new Axis(-2, 3, 11));

    assertThatThrownBy(() -> histogram.merge(other))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(AXIS.toString())
        .hasMessageContaining(other.axis().toString());
  }

  @Test
  void mergingWithAnEmptyOneChangesNothing() {
    Histogram withEmpty = histogram(-5, 0, 0, 7);
    withEmpty.merge(histogram());
    Histogram intoEmpty = histogram();
    intoEmpty.merge(withEmpty);

    assertThat(withEmpty).usingRecursiveComparison().isEqualTo(histogram(-5, 0, 0, 7));
    assertThat(intoEmpty).usingRecursiveComparison().isEqualTo(histogram(-5, 0, 0, 7));
  }

  @Test
  void mergingLeavesTheOtherAsItWas() {
    Histogram other = histogram(-5, 0, 7);
    histogram(1, 2).merge(other);

    assertThat(other).usingRecursiveComparison().isEqualTo(histogram(-5, 0, 7));
  }

  @Test
  void itsCountsCannotBeChangedFromOutside() {
    Histogram histogram = histogram(0);
    histogram.counts()[4] = 99;

    assertThat(histogram.counts()[4]).isOne();
  }

  private static long between(double[] values, double low, double high) {
    long count = 0;
    for (double value : values) {
      count += value >= low && value < high ? 1 : 0;
    }
    return count;
  }

  private static Histogram histogram(double... values) {
    Histogram histogram = new Histogram(AXIS);
    for (double value : values) {
      histogram.add(value);
    }
    return histogram;
  }
}
