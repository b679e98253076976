package org.orthant.api.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.orthant.api.statistics.Moments;
import org.orthant.api.statistics.Tally;

class KeyTest {

  @Test
  void theKeyOfAQuantizerKeepsTypeAndGroups() {
    assertThat(Key.perGroup("flips", Tally.class).of("binary"))
        .isEqualTo(new Key<>("flips/binary", Tally.class, true));
    assertThat(Key.total("angles", Moments.class).of("binary"))
        .isEqualTo(new Key<>("angles/binary", Moments.class, false));
  }

  @Test
  void keysDifferByQuantizer() {
    Key<Tally> flips = Key.total("flips", Tally.class);

    assertThat(List.of(flips, flips.of("binary"), flips.of("ternary"))).doesNotHaveDuplicates();
    assertThat(flips.of("binary")).isEqualTo(flips.of("binary"));
  }
}
