package org.orthant.dl4j;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.orthant.api.Seed;

class AugmentationTest {
  private static final INDArray IMAGE =
      Nd4j.createFromArray(new float[] {1, 2, 3, 4, 5, 6}).reshape(1, 2, 3, 1);

  @Test
  void flipMirrorsLeftToRightInHalfOfTheCases() {
    int mirrored = 0;
    for (int i = 0; i < 200; i++) {
      INDArray changed = new Augmentation(true, 0).apply(IMAGE, new Seed(i).generator());
      if (!changed.equals(IMAGE)) {
        assertThat(changed.data().asFloat()).containsExactly(3, 2, 1, 6, 5, 4);
        mirrored++;
      }
    }
    assertThat(mirrored).isBetween(60, 140);
  }

  @Test
  void shiftMovesByAtMostThatManyPixelsAndFillsWithBlack() {
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < 400; i++) {
      INDArray changed = new Augmentation(false, 1).apply(IMAGE, new Seed(i).generator());
      seen.add(changed.toStringFull());
      int down = -2;
      for (int candidate = -1; candidate <= 1; candidate++) {
        for (int right = -1; right <= 1; right++) {
          down = matches(changed, candidate, right) ? candidate : down;
        }
      }
      assertThat(down).isGreaterThan(-2);
    }
    assertThat(seen).hasSize(9);
  }

  @Test
  void nothingAskedForChangesNothing() {
    assertThat(new Augmentation(false, 0).apply(IMAGE, new Seed(1).generator())).isSameAs(IMAGE);
  }

  private static boolean matches(INDArray changed, int down, int right) {
    for (int y = 0; y < 2; y++) {
      for (int x = 0; x < 3; x++) {
        boolean inside = y - down >= 0 && y - down < 2 && x - right >= 0 && x - right < 3;
        double expected = inside ? IMAGE.getDouble(0, y - down, x - right, 0) : -1;
        if (changed.getDouble(0, y, x, 0) != expected) {
          return false;
        }
      }
    }
    return true;
  }
}
