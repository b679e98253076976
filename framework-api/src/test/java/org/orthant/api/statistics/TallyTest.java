package org.orthant.api.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TallyTest {

  @Property(tries = 300, seed = "1705")
  void mergingPartsCountsWhatOnePassCounts(
      @ForAll @Size(max = 6) List<@Size(max = 30) List<Boolean>> parts) {
    Tally merged = new Tally();
    long count = 0;
    long hits = 0;
    for (List<Boolean> part : parts) {
      Tally tally = new Tally();
      part.forEach(tally::add);
      merged.merge(tally);
      count += part.size();
      hits += part.stream().filter(hit -> hit).count();
    }
    assertThat(merged.count()).isEqualTo(count);
    assertThat(merged.hits()).isEqualTo(hits);
  }

  @Test
  void theFractionIsHitsPerTrial() {
    Tally tally = new Tally();
    tally.add(3_000_000_000L, 750_000_000L);
    assertThat(tally.fraction()).isEqualTo(0.25);

    tally.add(true);
    tally.add(false);
    assertThat(tally.hits()).isEqualTo(750_000_001L);
    assertThat(tally.count()).isEqualTo(3_000_000_002L);
  }

  @Test
  void theFractionOfNothingIsUndefined() {
    Tally empty = new Tally();
    empty.merge(new Tally());
    empty.add(0, 0);

    assertThat(empty.count()).isZero();
    assertThat(empty.fraction()).isNaN();
  }

  @ParameterizedTest
  @CsvSource({"1, 2", "0, 1", "5, -1", "-1, 0", "-2, -2"})
  void refusesMoreHitsThanTrialsAndFewerThanNone(long count, long hits) {
    Tally tally = new Tally();
    assertThatThrownBy(() -> tally.add(count, hits))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(hits + " hits of " + count);
    assertThat(tally.count()).isZero();
  }

  @Test
  void mergingLeavesTheOtherAsItWas() {
    Tally other = new Tally();
    other.add(4, 3);
    Tally tally = new Tally();
    tally.merge(other);
    tally.add(true);

    assertThat(other.count()).isEqualTo(4);
    assertThat(other.hits()).isEqualTo(3);
  }
}
