package org.orthant.framework.run.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;
import org.orthant.api.measure.Key;
import org.orthant.api.statistics.Tally;

class MergedStatsTest {
  private static final Key<Tally> GROUPED = Key.perGroup("grouped", Tally.class);
  private static final Key<Tally> TOTAL = Key.total("total", Tally.class);

  @Test
  void totalsAddUpAndGroupsStayApart() {
    MergedStats merged = new MergedStats();
    for (int hits = 1; hits <= 3; hits++) {
      GroupStats group = new GroupStats();
      group.at(GROUPED, Tally::new).add(10, hits);
      group.at(GROUPED, Tally::new).add(10, 0);
      group.at(TOTAL, Tally::new).add(5, hits);
      merged.fold(group);
    }
    assertThat(merged.total(GROUPED).count()).isEqualTo(60);
    assertThat(merged.total(GROUPED).hits()).isEqualTo(6);
    assertThat(merged.groups(GROUPED)).extracting(Tally::hits).containsExactly(1L, 2L, 3L);
    assertThat(merged.total(TOTAL).count()).isEqualTo(15);
  }

  @Test
  void whatWasNotWrittenIsNamed() {
    MergedStats merged = new MergedStats();
    assertThatThrownBy(() -> merged.total(TOTAL))
        .isInstanceOf(NoSuchElementException.class)
        .hasMessageContaining("total");
    GroupStats group = new GroupStats();
    group.at(TOTAL, Tally::new).add(true);
    merged.fold(group);
    assertThatThrownBy(() -> merged.groups(TOTAL)).isInstanceOf(NoSuchElementException.class);
  }
}
