package org.orthant.datasets.decoding;

import java.util.Locale;

/** A decoded image: unsigned bytes, [height, width, channels]. */
public final class Pixels {
  private static final int COLOURS = 3;

  private final Size size;
  private final int channels;
  private final byte[] values;

  /** Takes the array over without copying it. */
  public Pixels(Size size, int channels, byte[] values) {
    if (size.pixels() * channels != values.length) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT, "%d bytes for %s and %d channels", values.length, size, channels));
    }
    this.size = size;
    this.channels = channels;
    this.values = values;
  }

  /** Height and width. */
  public Size size() {
    return size;
  }

  /** 1, grey, or 3: red, green, blue. */
  public int channels() {
    return channels;
  }

  /** All values, shared: not to be changed. */
  public byte[] values() {
    return values;
  }

  /**
   * Returns the same image in grey or in colours. Grey is the luma of ITU-R 601-2 in 16 binary
   * places; a grey image has it in each of three channels.
   *
   * @param wanted 1 or 3
   */
  public Pixels in(int wanted) {
    if (wanted == channels) {
      return this;
    }
    return wanted == 1 ? grey() : coloured();
  }

  private Pixels grey() {
    byte[] grey = new byte[values.length / COLOURS];
    for (int i = 0; i < grey.length; i++) {
      int weighed =
          19_595 * value(COLOURS * i)
              + 38_470 * value(COLOURS * i + 1)
              + 7_471 * value(COLOURS * i + 2);
      grey[i] = (byte) ((weighed + (1 << 15)) >> 16);
    }
    return new Pixels(size, 1, grey);
  }

  private Pixels coloured() {
    byte[] colours = new byte[Math.multiplyExact(COLOURS, values.length)];
    for (int i = 0; i < colours.length; i++) {
      colours[i] = values[i / COLOURS];
    }
    return new Pixels(size, COLOURS, colours);
  }

  private int value(int place) {
    return Byte.toUnsignedInt(values[place]);
  }
}
