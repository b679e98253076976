package org.orthant.framework.run.lending;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.orthant.api.array.Floats;

class ChecksumTest {
  private static final int SIZE = 5000;

  private final float[] numbers = numbers();

  private static float[] numbers() {
    SplittableRandom random = new SplittableRandom(1);
    float[] numbers = new float[SIZE];
    for (int i = 0; i < SIZE; i++) {
      numbers[i] = (float) random.nextDouble(-1, 1);
    }
    return numbers;
  }

  @Test
  void anyNumberThatChangesShows() {
    long before = Checksum.of(numbers);
    for (int i = 0; i < SIZE; i++) {
      float kept = numbers[i];
      numbers[i] = Math.nextUp(kept);
      assertThat(Checksum.of(numbers)).as("number %d", i).isNotEqualTo(before);
      numbers[i] = kept;
    }
    assertThat(Checksum.of(numbers)).isEqualTo(before);
  }

  @Test
  void numbersThatChangePlacesShow() {
    long before = Checksum.of(numbers);
    for (int distance : new int[] {1, 7, 1024, 2048, 4000}) {
      float kept = numbers[3];
      numbers[3] = numbers[3 + distance];
      numbers[3 + distance] = kept;
      assertThat(Checksum.of(numbers)).as("%d apart", distance).isNotEqualTo(before);
      numbers[3 + distance] = numbers[3];
      numbers[3] = kept;
    }
  }

  @Test
  void signOfZeroShows() {
    assertThat(Checksum.of(0f)).isNotEqualTo(Checksum.of(-0f));
  }

  @Test
  void arraysHaveThatOfTheirNumbers() {
    assertThat(Checksum.of(Floats.array(numbers, 50, 100))).isEqualTo(Checksum.of(numbers));
  }
}
