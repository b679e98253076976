package org.orthant.datasets.folder;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import javax.imageio.ImageIO;

/** Image files of bytes, as the JDK writes them. */
final class Pictures {
  private Pictures() {}

  /**
   * A file's bytes.
   *
   * @param format png, jpg, gif or bmp
   * @param pixels [height, width, 1 or 3]
   */
  static byte[] encoded(String format, int height, int width, byte... pixels) {
    boolean grey = pixels.length == height * width;
    BufferedImage image =
        new BufferedImage(
            width, height, grey ? BufferedImage.TYPE_BYTE_GRAY : BufferedImage.TYPE_3BYTE_BGR);
    int[] numbers = new int[pixels.length];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = Byte.toUnsignedInt(pixels[i]);
    }
    image.getRaster().setPixels(0, 0, width, height, numbers);
    try (ByteArrayOutputStream file = new ByteArrayOutputStream()) {
      if (!ImageIO.write(image, format, file)) {
        throw new IllegalArgumentException(format);
      }
      return file.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A file of a picture in colours. */
  static byte[] random(String format, int height, int width, long seed) {
    byte[] pixels = new byte[height * width * 3];
    new Random(seed).nextBytes(pixels);
    return encoded(format, height, width, pixels);
  }

  /** Writes a file, and its folders where they are missing. */
  static Path write(Path folder, String name, byte... content) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.write(file, content);
  }
}
