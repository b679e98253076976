package org.orthant.api.array;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ref.WeakReference;
import java.nio.FloatBuffer;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class FloatsTest {
  /** So many calls that the code is compiled, and no longer keeps what it does not use again. */
  private static final int CALLS = 30_000;

  @Test
  void numbersComeAsTheyStand() {
    INDArray array = Floats.array(new float[] {1, 2, 3, 4, 5, 6}, 2, 3);
    assertThat(array.getFloat(1, 0)).isEqualTo(4);
    assertThat(Floats.of(array)).containsExactly(1, 2, 3, 4, 5, 6);
  }

  @Test
  void arrayThatNothingElseRefersToIsKeptWhileItIsRead() {
    for (int i = 0; i < CALLS; i++) {
      readTemporary(numbers -> {}, new float[1]);
    }
    WeakReference<?>[] read = new WeakReference<?>[1];
    readTemporary(
        numbers -> {
          for (int i = 0; i < 5; i++) {
            System.gc();
          }
          assertThat(read[0].get()).isNotNull();
        },
        new float[1],
        read);
  }

  private static void readTemporary(
      Consumer<FloatBuffer> reader, float[] values, WeakReference<?>... read) {
    Floats.read(array(values, read), reader);
  }

  private static INDArray array(float[] values, WeakReference<?>... read) {
    INDArray array = Nd4j.createFromArray(values);
    if (read.length > 0) {
      read[0] = new WeakReference<>(array);
    }
    return array;
  }
}
