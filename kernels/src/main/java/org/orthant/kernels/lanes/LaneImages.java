package org.orthant.kernels.lanes;

import java.util.Locale;

/**
 * Images of float32 numbers, one array per channel. In it all images' numbers of a pixel lie side
 * by side, pixel after pixel and row after row, so that a loop over an array takes whole vectors
 * whatever the network does to each number by itself.
 */
public final class LaneImages {
  private final float[][] channels;
  private final int images;
  private final int height;
  private final int width;

  /**
   * @param channels [channels][height × width × images], not copied; nobody changes them any more
   * @throws IllegalArgumentException if a channel has more or fewer numbers
   */
  public LaneImages(float[][] channels, int images, int height, int width) {
    this.channels = channels;
    this.images = images;
    this.height = height;
    this.width = width;
    int length = Math.multiplyExact(Math.multiplyExact(height, width), images);
    for (float[] channel : channels) {
      if (channel.length != length) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "a channel of %d images of %d × %d has %d numbers, not %d",
                images,
                height,
                width,
                length,
                channel.length));
      }
    }
  }

  /**
   * The same numbers in another order.
   *
   * @param values [images, height, width, channels]
   * @throws IllegalArgumentException if they are more or fewer
   */
  public static LaneImages of(float[] values, int images, int height, int width, int channels) {
    int pixels = Math.multiplyExact(height, width);
    if (values.length != Math.multiplyExact(Math.multiplyExact(pixels, images), channels)) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%d numbers are no %d images of %d × %d with %d channels",
              values.length,
              images,
              height,
              width,
              channels));
    }
    float[][] lanes = new float[channels][pixels * images];
    int image = pixels * channels;
    for (int pixel = 0; pixel < pixels; pixel++) {
      for (int c = 0; c < channels; c++) {
        gather(values, pixel * channels + c, image, lanes[c], pixel * images, images);
      }
    }
    return new LaneImages(lanes, images, height, width);
  }

  private static void gather(float[] from, int first, int step, float[] to, int target, int count) {
    for (int i = 0; i < count; i++) {
      to[target + i] = from[first + i * step];
    }
  }

  /** All numbers, [images, height, width, channels]; a new array. */
  public float[] values() {
    int pixels = height * width;
    int image = Math.multiplyExact(pixels, channels.length);
    float[] values = new float[Math.multiplyExact(image, images)];
    for (int pixel = 0; pixel < pixels; pixel++) {
      for (int c = 0; c < channels.length; c++) {
        scatter(channels[c], pixel * images, images, values, pixel * channels.length + c, image);
      }
    }
    return values;
  }

  private static void scatter(
      float[] from, int first, int count, float[] to, int target, int step) {
    for (int i = 0; i < count; i++) {
      to[target + i * step] = from[first + i];
    }
  }

  /** A channel's numbers, [height × width × images]; not to be changed. */
  public float[] channel(int channel) {
    return channels[channel];
  }

  /** Whether all images are the same. */
  public boolean areImagesAlike() {
    for (float[] channel : channels) {
      for (int i = 0; i < channel.length; i++) {
        if (Float.compare(channel[i], channel[i - i % images]) != 0) {
          return false;
        }
      }
    }
    return true;
  }

  /** How many channels there are. */
  public int channels() {
    return channels.length;
  }

  /** How many images there are. */
  public int images() {
    return images;
  }

  public int height() {
    return height;
  }

  public int width() {
    return width;
  }
}
