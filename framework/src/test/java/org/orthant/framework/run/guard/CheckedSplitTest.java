package org.orthant.framework.run.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.orthant.api.BadInputException;
import org.orthant.api.data.Split;
import org.orthant.api.model.ImageShape;
import org.orthant.framework.failure.AnalysisException;

class CheckedSplitTest {

  @Test
  void givesWhatTheSplitGives() {
    CheckedSplit split = split(() -> Nd4j.ones(1, 2, 3, 1));
    assertThat(split.images(4)).isEqualTo(Nd4j.ones(1, 2, 3, 1));
    assertThat(split.labels(4)).containsExactly(1);
  }

  @Test
  void whatCannotBeUsedEndsTheRunInALine() {
    assertFails(() -> null, "dataset 'mine' failed: images: returned null for [1, 2, 3, 1]");
    assertFails(
        () -> Nd4j.ones(1, 3, 2, 1),
        "dataset 'mine' failed: images: returned [1, 3, 2, 1] for [1, 2, 3, 1]");
    assertFails(
        () -> Nd4j.ones(1, 2, 3, 1).putScalar(new int[] {0, 1, 2, 0}, Double.NaN),
        "dataset 'mine' failed: images: 1 of 6 numbers are not finite, the first at [0, 1, 2, 0]");
    assertFails(
        () -> {
          throw new IllegalStateException("no luck");
        },
        "dataset 'mine' failed: images: IllegalStateException: no luck");
  }

  @Test
  void sameArrayMayComeAgain() {
    INDArray kept = Nd4j.ones(1, 2, 3, 1);
    CheckedSplit split = split(() -> kept);
    for (int call = 0; call < 2; call++) {
      try (INDArray images = split.images(4)) {
        assertThat(images).isEqualTo(Nd4j.ones(1, 2, 3, 1));
        images.assign(7);
      }
    }
  }

  @Test
  void closedArraysEndTheRunInALine() {
    INDArray closed = Nd4j.ones(1, 2, 3, 1);
    closed.close();
    assertFails(() -> closed, "dataset 'mine' failed: images: returned an array that is closed");
  }

  @Test
  void indicesStayTheCallers() {
    int[] indices = {4};
    CheckedSplit split = split(() -> Nd4j.ones(1, 2, 3, 1));
    split.images(indices);
    split.labels(indices);
    assertThat(indices).containsExactly(4);
  }

  @Test
  void labelsAreAsManyAsImages() {
    assertThatThrownBy(() -> split(() -> Nd4j.ones(2, 2, 3, 1)).labels(1, 2))
        .isInstanceOf(AnalysisException.class)
        .hasMessage("dataset 'mine' failed: labels: returned 1 for 2 images");
  }

  @Test
  void badFilesAreBadInput() {
    CheckedSplit split =
        split(
            () -> {
              throw new BadInputException("truncated");
            });
    assertThatThrownBy(() -> split.images(4))
        .isInstanceOf(BadInputException.class)
        .hasMessage("truncated");
  }

  private static void assertFails(Supplier<INDArray> images, String message) {
    assertThatThrownBy(() -> split(images).images(4))
        .isInstanceOf(AnalysisException.class)
        .hasMessage(message);
  }

  private static CheckedSplit split(Supplier<INDArray> images) {
    return new CheckedSplit(
        "mine",
        new ImageShape(2, 3, 1),
        new Split() {
          @Override
          public int size() {
            return 10;
          }

          @Override
          public INDArray images(int... indices) {
            indices[0] = -1;
            return images.get();
          }

          @Override
          public int[] labels(int... indices) {
            indices[0] = -1;
            return new int[] {1};
          }
        });
  }
}
