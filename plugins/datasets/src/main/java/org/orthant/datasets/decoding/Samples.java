package org.orthant.datasets.decoding;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;

/**
 * The numbers that a decoded image consists of, of any number of bits; transparency is left out.
 */
record Samples(BufferedImage image) {
  private static final int COLOURS = 3;

  /** The image, in bytes. */
  Pixels pixels() {
    return image.getColorModel() instanceof IndexColorModel palette ? looked(palette) : scaled();
  }

  private Pixels pixels(int channels) {
    Size size = new Size(image.getHeight(), image.getWidth());
    return new Pixels(size, channels, new byte[Math.toIntExact(size.pixels() * channels)]);
  }

  /** From a palette; what it does not have is black. */
  private Pixels looked(IndexColorModel palette) {
    byte[][] colours = new byte[COLOURS][1 << Byte.SIZE];
    palette.getReds(colours[0]);
    palette.getGreens(colours[1]);
    palette.getBlues(colours[2]);
    Pixels pixels = pixels(COLOURS);
    int target = 0;
    for (int y = 0; y < image.getHeight(); y++) {
      for (int index : row(y)) {
        for (byte[] colour : colours) {
          pixels.values()[target++] = colour[index];
        }
      }
    }
    return pixels;
  }

  private Pixels scaled() {
    int bands = image.getRaster().getNumBands();
    int[] bits = image.getSampleModel().getSampleSize();
    Pixels pixels = pixels(bands < COLOURS ? 1 : COLOURS);
    int target = 0;
    for (int y = 0; y < image.getHeight(); y++) {
      int[] row = row(y);
      for (int x = 0; x < row.length; x += bands) {
        for (int channel = 0; channel < pixels.channels(); channel++) {
          pixels.values()[target++] = scaled(row[x + channel], bits[channel]);
        }
      }
    }
    return pixels;
  }

  /** All numbers of a row: [width, bands]. */
  private int[] row(int y) {
    return image.getRaster().getPixels(0, y, image.getWidth(), 1, (int[]) null);
  }

  /** A byte of the same part of the largest number, rounded down. */
  private static byte scaled(int number, int bits) {
    return (byte)
        (bits > Byte.SIZE ? number >> (bits - Byte.SIZE) : number * 255 / ((1 << bits) - 1));
  }
}
