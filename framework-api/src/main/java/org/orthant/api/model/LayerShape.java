package org.orthant.api.model;

import java.util.Locale;

/**
 * A layer seen as a matrix product: every one of its {@code filters} is a vector of {@link
 * #dimension()} components that meets the input at {@link #positions()} places. A dense layer is
 * the case of a 1 × 1 kernel on an image of one pixel.
 *
 * <p>With groups, channels and filters fall into as many parts of equal size, in their order, and
 * the filters of a part meet its channels alone. A depthwise convolution has a group for every
 * channel.
 *
 * @param name unique within the network, such as {@code conv1} or {@code dense2}
 * @param input the image that enters, flattened to one pixel for a dense layer
 * @param window where the filters meet it
 * @param padValue what the pads hold
 * @param filters how many output channels
 * @param groups 1 where every filter meets all channels
 */
public record LayerShape(
    String name,
    LayerKind kind,
    ImageShape input,
    Window window,
    float padValue,
    int filters,
    int groups) {
  public LayerShape {
    require(filters >= 1, name, "needs at least one filter, has %d", filters);
    require(groups >= 1, name, "needs at least one group, has %d", groups);
    require(
        input.channels() % groups == 0 && filters % groups == 0,
        name,
        "%d channels and %d filters do not fall into %d groups",
        input.channels(),
        filters,
        groups);
    require(Float.isFinite(padValue), name, "pads must hold a finite number, not %s", padValue);
    boolean isPixel =
        window.equals(Window.PIXEL) && input.height() == 1 && input.width() == 1 && groups == 1;
    require(kind != LayerKind.DENSE || isPixel, name, "a dense layer's input is one pixel");
    try {
      window.positions(input);
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw new IllegalArgumentException(name + ": " + e.getMessage(), e);
    }
  }

  private static void require(boolean kept, String name, String problem, Object... values) {
    if (!kept) {
      throw new IllegalArgumentException(name + ": " + String.format(Locale.ROOT, problem, values));
    }
  }

  /** A dense layer from {@code inputs} numbers to {@code outputs}. */
  public static LayerShape dense(String name, int inputs, int outputs) {
    return new LayerShape(
        name, LayerKind.DENSE, ImageShape.vector(inputs), Window.PIXEL, 0, outputs, 1);
  }

  /**
   * A convolution that keeps the image's height and width, padded with zeros.
   *
   * @param side of the square kernel, odd
   */
  public static LayerShape same(String name, ImageShape input, int side, int filters) {
    return new LayerShape(name, LayerKind.CONVOLUTION, input, Window.same(side), 0, filters, 1);
  }

  /**
   * d, the number of components of a filter: kernel height × kernel width × channels of a group.
   */
  public int dimension() {
    return Math.multiplyExact(window.kernel().area(), channelsPerGroup());
  }

  /** Returns how many channels a filter meets. */
  public int channelsPerGroup() {
    return input.channels() / groups;
  }

  /** Returns how many filters meet the same channels. */
  public int filtersPerGroup() {
    return filters / groups;
  }

  /** Returns the shape of the output: a pixel for each position, a channel for each filter. */
  public ImageShape output() {
    Extent positions = window.positions(input);
    return new ImageShape(positions.height(), positions.width(), filters);
  }

  /** Returns at how many places of one image a filter is applied. */
  public int positions() {
    return window.positions(input).area();
  }

  /** Multiplications and additions for one image. */
  public long products() {
    return (long) positions() * dimension() * filters;
  }
}
