package org.orthant.datasets.folder;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import javax.imageio.IIOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.orthant.api.model.ImageShape;

/**
 * Pixels are Pillow's to the last bit. Beside each file lies what Pillow 9.4 makes of it, as PNG:
 * {@code Image.open(file).convert('RGB')}, resized by {@code Image.BILINEAR} to torchvision's size
 * and cropped in the middle where the name says so. Pillow, cjpeg and ImageMagick wrote the files.
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
    String expected = String.format("%s.%d-%d-%d.expected", name, resize, height, width);
    assertSame(framing.of(decoded(name)), expected);
  }

  @Test
  void sizesAreTorchvisions() throws IIOException {
    assertThat(new Size(375, 500).resized(256)).isEqualTo(new Size(256, 341));
    assertThat(new Size(500, 375).resized(256)).isEqualTo(new Size(341, 256));
    assertThat(new Size(7, 7).resized(3)).isEqualTo(new Size(3, 3));
  }
}
