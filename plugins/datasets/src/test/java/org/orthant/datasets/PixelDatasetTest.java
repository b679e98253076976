package org.orthant.datasets;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.orthant.api.data.DatasetShape;
import org.orthant.api.model.ImageShape;

class PixelDatasetTest {
  private static PixelSplit split(int width, String pixels, String labels) {
    return new PixelSplit(
        new ImageShape(1, width, 1), pixels.getBytes(US_ASCII), labels.getBytes(US_ASCII));
  }

  /** Against the examples of FIPS 180-2, appendices B.1 and B.2. */
  @Test
  void digestIsThatOfTrainingPixelsAndLabelsThenTestPixelsAndLabels() {
    assertThat(PixelDataset.of(256, split(2, "ab", "c"), split(2, "", "")).digest())
        .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");

    String text = "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq";
    PixelSplit training = split(3, text.substring(0, 30), text.substring(30, 40));
    PixelSplit test = split(3, text.substring(40, 52), text.substring(52, 56));
    assertThat(PixelDataset.of(256, training, test).digest())
        .isEqualTo("248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
  }

  @Test
  void shapeIsThatOfTheSplits() {
    PixelDataset dataset = PixelDataset.of(3, split(2, "aabb", "xy"), split(2, "cc", "z"));
    assertThat(dataset.shape()).isEqualTo(new DatasetShape(new ImageShape(1, 2, 1), 3, 2, 1));
  }
}
