package org.orthant.datasets;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.orthant.api.BadInputException;
import org.orthant.api.model.ImageShape;

/**
 * Files in the binary version of CIFAR-10, read strictly. An image is its label, one byte, and then
 * its 1024 red, 1024 green and 1024 blue bytes, each row by row.
 *
 * <p>Source: A. Krizhevsky, "The CIFAR-10 dataset", binary version.
 *
 * @param files read one after the other
 * @param images how many images each file holds
 * @param classes how many labels there are, 0 … classes − 1
 */
record CifarBatches(List<Path> files, int images, int classes) {
  static final ImageShape IMAGE = new ImageShape(32, 32, 3);

  private static final int PLANE = IMAGE.height() * IMAGE.width();
  private static final int RECORD = 1 + IMAGE.size();

  /**
   * Reads all files.
   *
   * @throws BadInputException if one has another length, or a label outside the classes
   */
  PixelSplit read() throws IOException {
    int count = files.size() * images;
    byte[] pixels = new byte[Math.multiplyExact(count, IMAGE.size())];
    byte[] labels = new byte[count];
    int image = 0;
    for (Path file : files) {
      byte[] batch = bytes(file);
      for (int record = 0; record < images; record++, image++) {
        labels[image] = label(file, batch, record);
        interleave(batch, record * RECORD + 1, pixels, image * IMAGE.size());
      }
    }
    return new PixelSplit(IMAGE, pixels, labels);
  }

  private byte[] bytes(Path file) throws IOException {
    long expected = (long) images * RECORD;
    long found = Files.size(file);
    if (found != expected) {
      throw new BadInputException(
          String.format(
              Locale.ROOT,
              "%s: must have %d bytes, %d for each of %d images, but has %d",
              file,
              expected,
              RECORD,
              images,
              found));
    }
    return Files.readAllBytes(file);
  }

  private byte label(Path file, byte[] batch, int record) {
    byte label = batch[record * RECORD];
    if (Byte.toUnsignedInt(label) >= classes) {
      throw new BadInputException(
          String.format(
              Locale.ROOT,
              "%s: label %d must lie in 0 … %d, but is %d",
              file,
              record,
              classes - 1,
              Byte.toUnsignedInt(label)));
    }
    return label;
  }

  /** From colour planes to pixels of three colours. */
  private static void interleave(byte[] planes, int from, byte[] pixels, int to) {
    for (int pixel = 0; pixel < PLANE; pixel++) {
      for (int channel = 0; channel < IMAGE.channels(); channel++) {
        pixels[to + pixel * IMAGE.channels() + channel] = planes[from + channel * PLANE + pixel];
      }
    }
  }
}
