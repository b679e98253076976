package org.orthant.framework.run.layer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.orthant.api.array.Floats;
import org.orthant.api.model.ImageShape;
import org.orthant.api.model.LayerKind;
import org.orthant.api.model.LayerShape;
import org.orthant.api.model.Window;

class GroupedRowsTest {

  /** ND4J takes no single row in steps as long as the array. */
  @Test
  void aSinglePixelOfManyGroups() {
    LayerShape shape =
        new LayerShape(
            "depthwise", LayerKind.CONVOLUTION, new ImageShape(1, 1, 3), Window.PIXEL, 0, 6, 3);
    float[] dots =
        Floats.of(
            GroupedRows.dots(
                shape,
                Floats.array(new float[] {1, 2, 3}, 3, 1),
                Floats.array(new float[] {1, -1, 2, -2, 3, -3}, 6, 1)));
    assertThat(dots).containsExactly(1, -1, 4, -4, 9, -9);
  }
}
