package org.orthant.datasets.decoding;

import java.util.Locale;
import javax.imageio.IIOException;

/** A file of an image, with the size that it announces. */
public sealed interface EncodedImage permits JpegImage, PngImage, PlainImage {
  /** How many pixels an image may have. */
  long MOST_PIXELS = 1L << 26;

  /**
   * The image in a file's bytes, whatever the file's name ends with. JPEGs and PNGs are whole.
   *
   * @throws IIOException if it is none that can be read, or damaged
   */
  static EncodedImage of(byte... file) throws IIOException {
    if (JpegImage.begins(file)) {
      return JpegImage.of(file);
    }
    if (PngImage.begins(file)) {
      return PngImage.of(file);
    }
    return PlainImage.of(file);
  }

  /** The size it announces. */
  Size size();

  /** Returns how many pixels a byte of such a file can stand for, at most. */
  int mostPixelsPerByte();

  /** The file's length in bytes. */
  int bytes();

  /**
   * Decodes the image.
   *
   * @throws IIOException if it is damaged
   */
  Pixels pixels() throws IIOException;

  /** Whether the announced size is more than is decoded. */
  default boolean isTooLarge() {
    return size().pixels() > MOST_PIXELS;
  }

  /**
   * Requires a file that can hold what it announces, and that is whole as far as a look at it
   * tells.
   *
   * @throws IIOException if it cannot, or is damaged
   */
  default void requireWhole() throws IIOException {
    if (size().pixels() > (long) bytes() * mostPixelsPerByte()) {
      throw new IIOException(
          String.format(Locale.ROOT, "%d bytes cannot be an image of %s pixels", bytes(), size()));
    }
  }
}
