package org.orthant.framework.run.inference;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.orthant.api.Seed;

class GroupsTest {
  private static final Seed SEED = new Seed(5);

  @Test
  void groupsHoldEveryChosenImageOnce() {
    Groups groups = Groups.of(1000, 1000, SEED);
    int[] seen =
        IntStream.range(0, groups.count()).flatMap(g -> Arrays.stream(groups.group(g))).toArray();
    assertThat(groups.count()).isEqualTo(40);
    assertThat(Arrays.stream(seen).sorted())
        .containsExactly(IntStream.range(0, 1000).boxed().toArray(Integer[]::new));
  }

  @Test
  void moreImagesBeginWithTheSameOnes() {
    int[] few = Groups.of(1000, 60, SEED).first(60);
    int[] many = Groups.of(1000, 500, SEED).first(60);
    assertThat(many).containsExactly(few);
    assertThat(Groups.of(1000, 60, new Seed(6)).first(60)).isNotEqualTo(few);
  }

  @Test
  void lastGroupHoldsTheRest() {
    Groups groups = Groups.of(100, 60, SEED);
    assertThat(groups.count()).isEqualTo(3);
    assertThat(groups.group(2)).hasSize(10);
  }

  @Test
  void groupIsCutWhereTheImagesOfAProbeEnd() {
    assertThat(Groups.within(0, 60)).isEqualTo(25);
    assertThat(Groups.within(2, 60)).isEqualTo(10);
    assertThat(Groups.within(3, 60)).isZero();
  }
}
