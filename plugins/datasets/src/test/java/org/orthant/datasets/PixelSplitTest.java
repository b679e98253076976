package org.orthant.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.orthant.api.model.ImageShape;

class PixelSplitTest {
  private static final ImageShape IMAGE = new ImageShape(2, 3, 2);

  /** Three images whose pixels count from 0. */
  private static PixelSplit counting() {
    byte[] pixels = new byte[36];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) i;
    }
    return new PixelSplit(IMAGE, pixels, new byte[] {7, 0, (byte) 200});
  }

  @Test
  void allByteValuesSpreadEvenlyFromMinusOneToOne() {
    byte[] pixels = new byte[256];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) i;
    }
    INDArray image =
        new PixelSplit(new ImageShape(16, 16, 1), pixels, new byte[] {0}).images(0).reshape(256);
    for (int i = 0; i < pixels.length; i++) {
      assertThat(image.getDouble(i)).isCloseTo((2.0 * i - 255) / 255, within(1e-7));
    }
    assertThat(image.getFloat(0)).isEqualTo(-1f);
    assertThat(image.getFloat(255)).isEqualTo(1f);
  }

  @Test
  void imagesComeInTheOrderAskedForWithChannelsLast() {
    INDArray images = counting().images(2, 0, 2);
    assertThat(images.shape()).containsExactly(3, 2, 3, 2);
    assertThat(images.dataType()).isEqualTo(DataType.FLOAT);
    assertThat(images.ordering()).isEqualTo('c');
    int[] asked = {2, 0, 2};
    for (int n = 0; n < asked.length; n++) {
      for (int y = 0; y < 2; y++) {
        for (int x = 0; x < 3; x++) {
          for (int c = 0; c < 2; c++) {
            int pixel = asked[n] * 12 + y * 6 + x * 2 + c;
            assertThat(images.getDouble(n, y, x, c)).isCloseTo(pixel / 127.5 - 1, within(1e-6));
          }
        }
      }
    }
  }

  @Test
  void labelsAreUnsignedAndInTheOrderAskedFor() {
    assertThat(counting().labels(2, 0, 0, 1)).containsExactly(200, 7, 7, 0);
    assertThat(counting().size()).isEqualTo(3);
  }

  @Test
  void whatIsGivenOutMayBeChanged() {
    PixelSplit split = counting();
    INDArray before = split.images(1).dup();
    split.images(1).assign(9);
    split.labels(1)[0] = 9;
    assertThat(split.images(1)).isEqualTo(before);
    assertThat(split.labels(1)).containsExactly(0);
  }

  @Test
  void imagesOutliveTheWorkspaceTheyWereAskedForIn() {
    INDArray images;
    try (MemoryWorkspace workspace =
        Nd4j.getWorkspaceManager().getAndActivateWorkspace("PixelSplitTest")) {
      assertThat(Nd4j.create(1).isAttached()).isTrue();
      images = counting().images(0);
      assertThat(workspace.isScopeActive()).isTrue();
    }
    assertThat(images.isAttached()).isFalse();
  }

  @Test
  void anIndexOutsideIsRefused() {
    PixelSplit split = counting();
    assertThatThrownBy(() -> split.images(0, 3)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> split.images(-1)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> split.labels(3)).isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void pixelsThatDoNotFitTheLabelsAreRefused() {
    assertThatThrownBy(() -> new PixelSplit(IMAGE, new byte[35], new byte[3]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("35 pixels for 3 images of 2×3×2");
  }
}
