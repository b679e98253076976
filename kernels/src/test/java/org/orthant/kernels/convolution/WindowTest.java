package org.orthant.kernels.convolution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class WindowTest {

  @Provide
  Arbitrary<Axis> axes() {
    return Case.axis();
  }

  @Property(tries = 500, seed = "1705")
  void outputsAreThoseWhoseTapsKeepWithinThePadding(
      @ForAll("axes") Axis axis, @ForAll @IntRange(min = 1, max = 12) int size) {
    Assume.that(Case.fits(axis, size));
    int outputs = 0;
    while (input(axis, outputs, axis.taps() - 1) < size + axis.after()) {
      outputs++;
    }
    assertThat(axis.output(size)).isEqualTo(outputs);
  }

  @Property(tries = 500, seed = "1705")
  void aTapMeetsTheImageBetweenItsFirstAndItsLastOutput(
      @ForAll("axes") Axis axis, @ForAll @IntRange(min = 1, max = 12) int size) {
    Assume.that(Case.fits(axis, size));
    for (int tap = 0; tap < axis.taps(); tap++) {
      for (int output = 0; output < axis.output(size); output++) {
        int input = input(axis, output, tap);
        assertThat(output >= axis.first(tap, size) && output < axis.end(tap, size))
            .isEqualTo(input >= 0 && input < size);
      }
      assertThat(axis.first(tap, size)).isBetween(0, axis.end(tap, size));
      assertThat(axis.end(tap, size)).isLessThanOrEqualTo(axis.output(size));
    }
  }

  private static int input(Axis axis, int output, int tap) {
    return output * axis.stride() - axis.before() + tap * axis.dilation();
  }

  @Test
  void aWindowCentredOnEachPositionKeepsTheSize() {
    assertThat(Window.same(5))
        .isEqualTo(new Window(new Axis(5, 1, 1, 2, 2), new Axis(5, 1, 1, 2, 2), 0));
    assertThat(Window.same(5).taps()).isEqualTo(25);
    assertThat(Window.same(5).outputHeight(3)).isEqualTo(3);
    assertThat(Window.same(5).outputWidth(7)).isEqualTo(7);
    assertThatThrownBy(() -> Window.same(4))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("none of 4 taps is in the middle");
  }

  @Test
  void heightAndWidthAreNotTakenForEachOther() {
    Window window = new Window(new Axis(2, 1, 1, 0, 0), new Axis(3, 2, 1, 1, 0), 0);
    assertThat(window.taps()).isEqualTo(6);
    assertThat(window.outputHeight(10)).isEqualTo(9);
    assertThat(window.outputWidth(10)).isEqualTo(5);
  }

  @Test
  void numbersThatSayNothingAreRefused() {
    int[][] wrong = {
      {0, 1, 1, 0, 0}, {1, 0, 1, 0, 0}, {1, 1, 0, 0, 0}, {1, 1, 1, -1, 0}, {1, 1, 1, 0, -1}
    };
    for (int[] of : wrong) {
      assertThatThrownBy(() -> new Axis(of[0], of[1], of[2], of[3], of[4]))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("at least");
    }
    Axis axis = new Axis(1 << 16, 1, 1, 0, 0);
    assertThatThrownBy(() -> new Window(axis, axis, 0)).isInstanceOf(ArithmeticException.class);
  }

  @Test
  void aWindowLargerThanTheImageHasNoOutput() {
    assertThat(new Axis(3, 1, 2, 1, 1).output(3)).isEqualTo(1);
    assertThatThrownBy(() -> new Axis(3, 1, 2, 1, 1).output(2))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("3 taps 2 apart do not fit into 2 positions with 1 before and 1 after");
  }
}
