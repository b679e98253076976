package org.orthant.datasets.own;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.IntStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.orthant.api.BadInputException;

final class TestShareTest {
  @Property
  void eachImageIsInOneSplitAndNoSplitIsEmpty(
      @ForAll @DoubleRange(min = 0.01, max = 0.99) double fraction,
      @ForAll long seed,
      @ForAll @IntRange(min = 2, max = 500) int images) {
    TestShare.Cut cut = new TestShare(fraction, seed).cut("x", images);
    int[] both =
        IntStream.concat(IntStream.of(cut.training()), IntStream.of(cut.test())).sorted().toArray();
    assertThat(both).isEqualTo(IntStream.range(0, images).toArray());
    assertThat(cut.training()).isSorted().isNotEmpty();
    assertThat(cut.test()).isSorted().isNotEmpty();
    assertThat(Math.abs(cut.test().length - images * fraction)).isLessThanOrEqualTo(1);
  }

  @Example
  void oneImageCannotBeCut() {
    assertThatThrownBy(() -> new TestShare(0.5, 1).cut("x", 1))
        .isInstanceOf(BadInputException.class)
        .hasMessageStartingWith("x: 1 cannot be cut");
  }
}
