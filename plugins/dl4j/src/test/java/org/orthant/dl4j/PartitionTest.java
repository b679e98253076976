package org.orthant.dl4j;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.orthant.api.Seed;

class PartitionTest {
  private static final Seed SEED = new Seed(5);

  @Test
  void everyImageIsLearnedOrSetAside() {
    Partition partition = Partition.of(1000, 300, SEED);
    assertThat(partition.aside()).hasSize(300).isSorted();
    assertThat(partition.learned()).hasSize(700).isSorted();
    assertThat(
            IntStream.concat(Arrays.stream(partition.learned()), Arrays.stream(partition.aside())))
        .containsExactlyInAnyOrderElementsOf(IntStream.range(0, 1000).boxed().toList());
  }

  /** 300 of 1,000 drawn evenly have 150 ± 10 in the first half; images may be sorted by class. */
  @Test
  void imagesSetAsideComeFromEverywhere() {
    long early = Arrays.stream(Partition.of(1000, 300, SEED).aside()).filter(i -> i < 500).count();
    assertThat(early).isBetween(110L, 190L);
    assertThat(Partition.of(1000, 300, SEED).aside())
        .isEqualTo(Partition.of(1000, 300, SEED).aside())
        .isNotEqualTo(Partition.of(1000, 300, new Seed(6)).aside());
  }

  @Test
  void anOrderHoldsWhatIsLearnedAndNothingElse() {
    Partition partition = Partition.of(100, 20, SEED);
    int[] order = partition.order(SEED.fork(1));
    assertThat(order).isNotEqualTo(partition.learned());
    assertThat(Arrays.stream(order).sorted().toArray()).isEqualTo(partition.learned());
  }

  @Test
  void withNothingSetAsideAllIsLearned() {
    Partition partition = Partition.of(10, 0, SEED);
    assertThat(partition.aside()).isEmpty();
    assertThat(partition.learned()).isEqualTo(IntStream.range(0, 10).toArray());
  }
}
