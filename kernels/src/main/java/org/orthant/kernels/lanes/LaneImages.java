package org.orthant.kernels.lanes;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Images of float32 numbers, one array per channel. In it all images' numbers of a pixel lie side
 * by side, pixel after pixel and row after row, so that a loop over an array takes whole vectors
 * whatever the network does to each number by itself.
 */
public final class LaneImages {
  private final float[][] channels;

  /** What is still to be done to the numbers of {@link #channels}. */
  private final List<ChannelMap> maps;

  /** The channels after that, as far as somebody asked for them. */
  private final float[][] mapped;

  private final int images;
  private final int height;
  private final int width;

  /**
   * @param channels [channels][height × width × images], not copied; nobody changes them any more
   * @throws IllegalArgumentException if a channel has more or fewer numbers
   */
  public LaneImages(float[][] channels, int images, int height, int width) {
    this(channels, List.of(), images, height, width);
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

  private LaneImages(float[][] channels, List<ChannelMap> maps, int images, int height, int width) {
    this.channels = channels;
    this.maps = maps;
    this.mapped = maps.isEmpty() ? channels : new float[channels.length][];
    this.images = images;
    this.height = height;
    this.width = width;
  }

  /** A function of each number by itself. */
  @FunctionalInterface
  public interface ChannelMap {
    /**
     * Maps the numbers of a channel.
     *
     * @param to as long as {@code from}, and perhaps the same array
     */
    void map(int channel, float[] from, float[] to);
  }

  /**
   * Images whose numbers become a function of themselves, a channel at a time, when it is first
   * asked for; several functions, one after the other, fill one array.
   */
  public LaneImages map(ChannelMap function) {
    List<ChannelMap> all = new ArrayList<>(maps);
    all.add(function);
    return new LaneImages(channels, List.copyOf(all), images, height, width);
  }

  /**
   * Returns the same numbers in another order.
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
    float[][] all = made().mapped;
    for (int pixel = 0; pixel < pixels; pixel++) {
      for (int c = 0; c < channels.length; c++) {
        scatter(all[c], pixel * images, images, values, pixel * channels.length + c, image);
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

  /**
   * A channel's numbers, [height × width × images]; not to be changed. One thread at a time may ask
   * for those of a {@link #map}.
   */
  public float[] channel(int channel) {
    if (mapped[channel] == null) {
      float[] from = channels[channel];
      float[] to = new float[from.length];
      for (ChannelMap map : maps) {
        map.map(channel, from, to);
        from = to;
      }
      mapped[channel] = to;
    }
    return mapped[channel];
  }

  /** Makes all channels, so that several threads may ask for them. */
  public LaneImages made() {
    for (int c = 0; c < channels.length; c++) {
      channel(c);
    }
    return this;
  }

  /** Whether all images are the same. */
  public boolean areImagesAlike() {
    for (float[] channel : made().mapped) {
      for (int i = 0; i < channel.length; i++) {
        if (Float.compare(channel[i], channel[i - i % images]) != 0) {
          return false;
        }
      }
    }
    return true;
  }

  /** Returns how many channels there are. */
  public int channels() {
    return channels.length;
  }

  /** Returns how many images there are. */
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
