package org.orthant.datasets.folder;

import java.util.Optional;
import org.orthant.api.BadInputException;
import org.orthant.api.model.ImageShape;
import org.orthant.datasets.decoding.Pixels;
import org.orthant.datasets.decoding.Size;
import org.orthant.datasets.own.Refusal;

/**
 * What is seen of an image: its shorter side is resized, then the middle is cut out, both as
 * torchvision does.
 *
 * @param image what is left
 * @param resize the length of the shorter side; empty where images keep their size
 * @param cropped whether anything may be cut away; otherwise images must have that size
 */
record Framing(ImageShape image, Optional<Integer> resize, boolean cropped) {
  /** A longer side would be no image's. */
  private static final int LONGEST = 1 << 26;

  private Size crop() {
    return new Size(image.height(), image.width());
  }

  /**
   * Requires an image that can be framed.
   *
   * @param name the image's, for messages
   * @throws BadInputException if it is smaller than what is cut out of it
   */
  void require(String name, Size size) {
    if (!cropped && !size.equals(crop())) {
      throw Refusal.of(
          name,
          "is %s, and the images before are %s; say to which size they are cropped, and resize",
          size,
          crop());
    }
    double ratio = (double) Math.max(size.height(), size.width());
    ratio /= Math.min(size.height(), size.width());
    if (resize.isPresent() && ratio * resize.get() > LONGEST) {
      throw Refusal.of(name, "is %s, which is too long to be resized", size);
    }
    if (!resized(size).holds(crop())) {
      throw Refusal.of(
          name,
          resize.isPresent() ? "is %s after resizing, too small for %s" : "is %s, too small for %s",
          resized(size),
          crop());
    }
  }

  private Size resized(Size size) {
    return resize.map(size::resized).orElse(size);
  }

  /** Of an image that {@link #require} accepts, in the colours of what is left. */
  Pixels of(Pixels decoded) {
    Pixels pixels = decoded.in(image.channels());
    Size before = pixels.size();
    Size after = resized(before);
    int top = middle(after.height(), image.height());
    int left = middle(after.width(), image.width());
    Triangle rows = Triangle.of(before.height(), after.height(), top, image.height());
    Triangle columns = Triangle.of(before.width(), after.width(), left, image.width());
    return down(across(pixels, columns, rows.start(), rows.end()), rows);
  }

  /** Returns where the middle begins; halves go to the even number. */
  private static int middle(int whole, int part) {
    return (int) Math.rint((whole - part) / 2.0);
  }

  /** Some rows, their columns resized. */
  private Pixels across(Pixels pixels, Triangle columns, int from, int to) {
    int channels = image.channels();
    int row = pixels.size().width() * channels;
    byte[] resized = new byte[Math.multiplyExact(to - from, image.width() * channels)];
    int target = 0;
    for (int y = from; y < to; y++) {
      for (int x = 0; x < image.width(); x++) {
        for (int channel = 0; channel < channels; channel++) {
          resized[target++] = columns.weighed(x, pixels.values(), y * row + channel, channels);
        }
      }
    }
    return new Pixels(new Size(to - from, image.width()), channels, resized);
  }

  /** All columns, their rows resized; the first row is the first one that is needed. */
  private Pixels down(Pixels pixels, Triangle rows) {
    int row = image.width() * image.channels();
    byte[] resized = new byte[image.size()];
    for (int i = 0; i < resized.length; i++) {
      resized[i] = rows.weighed(i / row, pixels.values(), i % row - rows.start() * row, row);
    }
    return new Pixels(crop(), image.channels(), resized);
  }
}
