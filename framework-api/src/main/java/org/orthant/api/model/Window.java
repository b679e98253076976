package org.orthant.api.model;

import java.util.Locale;

/**
 * A window that moves over an image: a kernel whose taps lie {@code dilation} apart, in steps of
 * {@code stride}, over the image with its pads. Rows or columns at the end that fill no whole
 * window are left out.
 *
 * @param kernel how many taps it has
 * @param stride from one position to the next
 * @param dilation from one tap to the next
 */
public record Window(Extent kernel, Extent stride, Extent dilation, Pads pads) {
  /** One tap on every pixel. */
  public static final Window PIXEL = new Window(Extent.ONE, Extent.ONE, Extent.ONE, Pads.NONE);

  /**
   * A square kernel of odd side on every pixel, padded so that the image keeps its height and
   * width.
   */
  public static Window same(int side) {
    if (side < 1 || side % 2 == 0) {
      throw new IllegalArgumentException("the kernel's side must be odd, is " + side);
    }
    return new Window(Extent.square(side), Extent.ONE, Extent.ONE, Pads.all(side / 2));
  }

  /** A square kernel that covers the image without gaps and without overlap, such as a pool's. */
  public static Window tiles(int side) {
    return new Window(Extent.square(side), Extent.square(side), Extent.ONE, Pads.NONE);
  }

  /** A kernel as large as the image: one position. */
  public static Window whole(ImageShape image) {
    return new Window(new Extent(image.height(), image.width()), Extent.ONE, Extent.ONE, Pads.NONE);
  }

  /**
   * Returns how many rows and columns of the padded image the kernel covers.
   *
   * @throws ArithmeticException if they are too many to count
   */
  public Extent reach() {
    return new Extent(
        reach(kernel.height(), dilation.height()), reach(kernel.width(), dilation.width()));
  }

  private static int reach(int taps, int apart) {
    return Math.addExact(Math.multiplyExact(taps - 1, apart), 1);
  }

  /**
   * The positions on an image.
   *
   * @throws IllegalArgumentException if the kernel is larger than the image with its pads
   * @throws ArithmeticException if it covers too much to count
   */
  public Extent positions(ImageShape image) {
    ImageShape padded = pads.around(image);
    Extent reach = reach();
    if (reach.height() > padded.height() || reach.width() > padded.width()) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "a kernel that covers %s does not fit into an image of %s with pads %s",
              reach,
              image,
              pads));
    }
    return new Extent(
        (padded.height() - reach.height()) / stride.height() + 1,
        (padded.width() - reach.width()) / stride.width() + 1);
  }
}
