package org.orthant.datasets.decoding;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Pixels are Pillow's to the last bit. Beside each file lies what Pillow 9.4 makes of it, as PNG:
 * {@code Image.open(file).convert('RGB')}. Pillow, cjpeg and ImageMagick wrote the files.
 */
class PillowTest {

  private static Pixels decoded(String name) throws IOException {
    try (InputStream stream = PillowTest.class.getResourceAsStream(name)) {
      EncodedImage image = EncodedImage.of(stream.readAllBytes());
      image.requireWhole();
      Pixels pixels = image.pixels();
      assertThat(pixels.size()).isEqualTo(image.size());
      return pixels;
    }
  }

  private static void assertSame(Pixels pixels, String expected) throws IOException {
    assertThat(pixels.size()).isEqualTo(decoded(expected).size());
    assertThat(pixels.in(3).values()).isEqualTo(decoded(expected).in(3).values());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "grey.jpg",
        "ycbcr-444.jpg",
        "ycbcr-422.jpg",
        "ycbcr-420.jpg",
        "progressive.jpg",
        "restart.jpg",
        "profile.jpg",
        "rgb.jpg",
        "cmyk.jpg",
        "ycck.jpg",
        "bilevel.png",
        "palette.png",
        "transparent.png",
        "transparent-grey.png",
        "interlaced.png",
        "16-bit.png",
        "interlaced.gif",
        "animated.gif",
        "grey.bmp",
        "555.bmp",
        "runs.bmp"
      })
  void everyKindOfFile(String name) throws IOException {
    assertSame(decoded(name), name + ".expected");
  }

  @Test
  void lumaOfColours() throws IOException {
    Pixels grey = decoded("ycbcr-420.jpg").in(1);
    assertThat(grey.channels()).isEqualTo(1);
    assertSame(grey, "ycbcr-420.jpg.luma.expected");
  }

  @Test
  void sizesAreTorchvisions() {
    assertThat(new Size(375, 500).resized(256)).isEqualTo(new Size(256, 341));
    assertThat(new Size(500, 375).resized(256)).isEqualTo(new Size(341, 256));
    assertThat(new Size(7, 7).resized(3)).isEqualTo(new Size(3, 3));
  }
}
