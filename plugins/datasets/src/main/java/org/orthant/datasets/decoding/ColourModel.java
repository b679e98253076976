package org.orthant.datasets.decoding;

import java.util.Arrays;
import java.util.OptionalInt;
import javax.imageio.IIOException;

/**
 * What the components of a JPEG's pixel mean. Which one a file has, and its colours in red, green
 * and blue, are those of libjpeg and Pillow to the last bit; colour profiles do not count.
 */
enum ColourModel {
  GREY(1) {
    @Override
    byte[] colours(byte... samples) {
      return samples;
    }
  },
  RGB(3) {
    @Override
    byte[] colours(byte... samples) {
      return samples;
    }
  },
  YCBCR(3) {
    @Override
    byte[] colours(byte... samples) {
      byte[] colours = new byte[samples.length];
      for (int i = 0; i < samples.length; i += 3) {
        fromLuma(samples, i, colours, i);
      }
      return colours;
    }
  },
  CMYK(4) {
    @Override
    byte[] colours(byte... samples) {
      byte[] colours = new byte[samples.length / 4 * 3];
      for (int i = 0; i < colours.length; i++) {
        int black = Byte.toUnsignedInt(samples[i / 3 * 4 + 3]);
        int ink = 255 - Byte.toUnsignedInt(samples[i / 3 * 4 + i % 3]);
        colours[i] = printed(ink, black);
      }
      return colours;
    }
  },
  YCCK(4) {
    @Override
    byte[] colours(byte... samples) {
      byte[] colours = new byte[samples.length / 4 * 3];
      for (int i = 0; i < colours.length; i += 3) {
        fromLuma(samples, i / 3 * 4, colours, i);
        int black = Byte.toUnsignedInt(samples[i / 3 * 4 + 3]);
        for (int j = i; j < i + 3; j++) {
          colours[j] = printed(Byte.toUnsignedInt(colours[j]), black);
        }
      }
      return colours;
    }
  };

  /** In 16 binary places. */
  private static final int HALF = 1 << 15;

  private static final byte[] NUMBERED = {1, 2, 3};
  private static final byte[] LETTERED = {'R', 'G', 'B'};

  private final int components;

  ColourModel(int components) {
    this.components = components;
  }

  /** Returns how many components a pixel has. */
  int components() {
    return components;
  }

  /**
   * Red, green and blue of each pixel, or grey.
   *
   * @param samples of all components, [pixels, components]
   */
  abstract byte[] colours(byte... samples);

  /**
   * The one that a file has.
   *
   * @param ids of its components
   * @param jfif whether it has JFIF's marker
   * @param adobe the transform in Adobe's marker; empty where there is none
   * @throws IIOException if there is none of so many components
   */
  static ColourModel of(byte[] ids, boolean jfif, OptionalInt adobe) throws IIOException {
    return switch (ids.length) {
      case 1 -> GREY;
      case 3 -> isRgb(ids, jfif, adobe) ? RGB : YCBCR;
      case 4 -> adobe.orElse(0) == 0 ? CMYK : YCCK;
      default -> throw new IIOException("it has " + ids.length + " components");
    };
  }

  private static boolean isRgb(byte[] ids, boolean jfif, OptionalInt adobe) {
    if (jfif) {
      return false;
    }
    if (adobe.isPresent()) {
      return adobe.getAsInt() == 0;
    }
    return !Arrays.equals(ids, NUMBERED) && Arrays.equals(ids, LETTERED);
  }

  /** JFIF's equations in 16 binary places. */
  private static void fromLuma(byte[] samples, int from, byte[] colours, int to) {
    int luma = Byte.toUnsignedInt(samples[from]);
    int blue = Byte.toUnsignedInt(samples[from + 1]) - 128;
    int red = Byte.toUnsignedInt(samples[from + 2]) - 128;
    colours[to] = limited(luma + ((91_881 * red + HALF) >> 16));
    colours[to + 1] = limited(luma + ((-22_554 * blue - 46_802 * red + HALF) >> 16));
    colours[to + 2] = limited(luma + ((116_130 * blue + HALF) >> 16));
  }

  private static byte limited(int number) {
    return (byte) Math.max(0, Math.min(255, number));
  }

  /**
   * Printers' colours on white paper.
   *
   * @param ink how much of a colour's ink there is, 0 … 255
   * @param black what black ink leaves of the paper, 0 … 255
   */
  private static byte printed(int ink, int black) {
    int product = ink * black + 128;
    return (byte) (black - (((product >> 8) + product) >> 8));
  }
}
