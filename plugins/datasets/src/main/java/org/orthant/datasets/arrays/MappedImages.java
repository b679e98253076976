package org.orthant.datasets.arrays;

import java.util.Locale;
import org.orthant.api.BadInputException;
import org.orthant.api.data.PixelRange;
import org.orthant.api.model.ImageShape;
import org.orthant.datasets.own.Refusal;
import org.orthant.datasets.own.SplitDigest;

/**
 * Images that lie in a file. Safe for use by several threads.
 *
 * @param array what they are
 * @param windows where they are
 */
record MappedImages(ImageArray array, Windows windows) {

  /**
   * One image with pixels in [−1, 1], those of a byte p being p / 127.5 − 1 with the arithmetic of
   * the built-in datasets.
   *
   * @return [height, width, channels]
   */
  float[] pixels(int index) {
    float[] numbers = new float[array.image().size()];
    array.type().read(windows.item(index), numbers);
    PixelRange range = array.range();
    float factor = (float) range.factor();
    float middle = (float) (range.shift() / range.factor());
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = numbers[i] / factor - middle;
    }
    return array.planes() ? interleaved(numbers) : numbers;
  }

  private float[] interleaved(float... planes) {
    float[] pixels = new float[planes.length];
    for (int i = 0; i < planes.length; i++) {
      pixels[place(i)] = planes[i];
    }
    return pixels;
  }

  /** Returns where a number of a plane belongs among those of the pixels. */
  private int place(int planar) {
    int plane = array.image().height() * array.image().width();
    return planar % plane * array.image().channels() + planar / plane;
  }

  /**
   * Adds an image to a digest, and looks at each of its numbers.
   *
   * @throws BadInputException if one is not finite, or outside what the configuration says
   */
  void digest(int index, SplitDigest digest) {
    if (array.type().isByte() && array.range() == PixelRange.BYTES) {
      digest.pixels(bytes(index));
      return;
    }
    float[] pixels = pixels(index);
    for (int i = 0; i < pixels.length; i++) {
      check(index, i, pixels[i]);
    }
    digest.pixels(pixels);
  }

  private byte[] bytes(int index) {
    byte[] numbers = new byte[array.image().size()];
    windows.item(index).get(numbers);
    return array.planes() ? interleaved(numbers) : numbers;
  }

  private byte[] interleaved(byte... planes) {
    byte[] pixels = new byte[planes.length];
    for (int i = 0; i < planes.length; i++) {
      pixels[place(i)] = planes[i];
    }
    return pixels;
  }

  private void check(int index, int place, float pixel) {
    if (!Float.isFinite(pixel)) {
      throw Refusal.of(
          array.array().name(),
          "%s is NaN, infinite or too large for a float",
          where(index, place));
    }
    boolean unbounded = array.rows() && array.range() == PixelRange.SIGNED;
    if (!unbounded && (pixel < -1 || pixel > 1)) {
      PixelRange range = array.range();
      throw Refusal.of(
          array.array().name(),
          "%s is %.6g, outside of %s to %s, between which pixels should lie",
          where(index, place),
          pixel * range.factor() + range.shift(),
          range.shift() - range.factor(),
          range.shift() + range.factor());
    }
  }

  private String where(int index, int place) {
    if (array.rows()) {
      return String.format(Locale.ROOT, "the number in row %d, column %d", index, place);
    }
    ImageShape image = array.image();
    int pixel = place / image.channels();
    return String.format(
        Locale.ROOT,
        "the number of image %d in row %d, column %d, channel %d",
        index,
        pixel / image.width(),
        pixel % image.width(),
        place % image.channels());
  }
}
