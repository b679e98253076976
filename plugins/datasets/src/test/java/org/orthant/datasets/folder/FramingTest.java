package org.orthant.datasets.folder;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.orthant.api.model.ImageShape;
import org.orthant.datasets.decoding.EncodedImage;
import org.orthant.datasets.decoding.Pixels;

/**
 * Resizing and cropping are torchvision's to the last bit: beside each file lies what Pillow 9.4
 * makes of it by {@code resize(…, Image.BILINEAR)} and {@code crop}, as PNG.
 */
class FramingTest {

  private static Pixels decoded(String name) throws IOException {
    try (InputStream stream = FramingTest.class.getResourceAsStream(name)) {
      return EncodedImage.of(stream.readAllBytes()).pixels();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "wide.png, 12, 12, 12",
    "wide.png, 19, 18, 13",
    "wide.png, 23, 20, 23",
    "wide.png, 31, 28, 30",
    "high.png, 12, 12, 12",
    "high.png, 19, 18, 13",
    "high.png, 31, 28, 30"
  })
  void resizingAndCropping(String name, int resize, int height, int width) throws IOException {
    Framing framing = new Framing(new ImageShape(height, width, 3), Optional.of(resize), true);
    String expected =
        String.format(Locale.ROOT, "%s.%d-%d-%d.expected", name, resize, height, width);
    Pixels framed = framing.of(decoded(name));
    assertThat(framed.size()).isEqualTo(decoded(expected).size());
    assertThat(framed.values()).isEqualTo(decoded(expected).values());
  }
}
