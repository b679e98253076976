package org.orthant.api.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class OutcomesTest {

  /** An image is a number below 100: its tens are the prediction, its units the label. */
  @Property(tries = 300, seed = "1705")
  void mergingPartsKeepsEveryImageInOrder(
      @ForAll @Size(max = 6) List<@Size(max = 20) List<@IntRange(max = 99) Integer>> parts) {
    Outcomes merged = new Outcomes();
    parts.forEach(part -> merged.merge(outcomes(part)));
    List<Integer> all = parts.stream().flatMap(List::stream).toList();

    assertThat(merged.count()).isEqualTo(all.size());
    assertThat(merged.predictions()).containsExactly(predictions(all));
    assertThat(merged.labels()).containsExactly(labels(all));
    assertThat(merged.correct()).isEqualTo(all.stream().filter(v -> v / 10 == v % 10).count());
  }

  @Property(tries = 300, seed = "1705")
  void theFirstImagesAreThoseAddedFirst(
      @ForAll @Size(max = 40) List<@IntRange(max = 99) Integer> images,
      @ForAll @IntRange(max = 50) int wanted) {
    Outcomes all = outcomes(images);
    Outcomes first = all.first(wanted);
    List<Integer> expected = images.subList(0, Math.min(wanted, images.size()));

    assertThat(first.predictions()).containsExactly(predictions(expected));
    assertThat(first.labels()).containsExactly(labels(expected));
    assertThat(all.count()).isEqualTo(images.size());
  }

  @Test
  void nothingIsPredictedRightAmongNoImages() {
    Outcomes empty = new Outcomes();
    empty.merge(new Outcomes());

    assertThat(empty.count()).isZero();
    assertThat(empty.correct()).isZero();
    assertThat(empty.first(5).count()).isZero();
  }

  @Test
  void mergingLeavesTheOtherAsItWas() {
    Outcomes other = outcomes(List.of(11, 23));
    Outcomes outcomes = outcomes(List.of(45));
    outcomes.merge(other);
    outcomes.merge(outcomes(List.of(67)));

    assertThat(other.predictions()).containsExactly(1, 2);
    assertThat(other.labels()).containsExactly(1, 3);
  }

  @Test
  void refusesPredictionsWithoutLabels() {
    Outcomes outcomes = new Outcomes();

    assertThatThrownBy(() -> outcomes.add(new int[3], new int[2]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("3 predictions for 2 labels");
    assertThat(outcomes.count()).isZero();
  }

  @Test
  void cannotBeChangedFromOutside() {
    int[] predictions = {1};
    int[] labels = {1};
    Outcomes outcomes = new Outcomes();
    outcomes.add(predictions, labels);

    predictions[0] = 7;
    labels[0] = 8;
    outcomes.predictions()[0] = 9;
    outcomes.labels()[0] = 9;

    assertThat(outcomes.predictions()).containsExactly(1);
    assertThat(outcomes.labels()).containsExactly(1);
  }

  private static Outcomes outcomes(List<Integer> images) {
    Outcomes outcomes = new Outcomes();
    outcomes.add(predictions(images), labels(images));
    return outcomes;
  }

  private static int[] predictions(List<Integer> images) {
    return images.stream().mapToInt(image -> image / 10).toArray();
  }

  private static int[] labels(List<Integer> images) {
    return images.stream().mapToInt(image -> image % 10).toArray();
  }

  @Test
  void countsWhatItAloneGetsRight() {
    Outcomes one = new Outcomes();
    one.add(new int[] {1, 2, 3, 0, 4}, new int[] {1, 2, 0, 1, 4});
    Outcomes other = new Outcomes();
    other.add(new int[] {0, 2, 0, 0, 3}, new int[] {1, 2, 0, 1, 4});

    assertThat(one.correctBeyond(other)).isEqualTo(2);
    assertThat(other.correctBeyond(one)).isEqualTo(1);
    assertThatThrownBy(() -> one.correctBeyond(new Outcomes()))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
