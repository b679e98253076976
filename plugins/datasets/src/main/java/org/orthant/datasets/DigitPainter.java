package org.orthant.datasets;

import java.util.List;
import java.util.function.Function;
import org.orthant.api.RandomNumbers;
import org.orthant.datasets.Stroke.Point;

/**
 * Paints one digit. Sines come from {@link StrictMath} and random numbers from {@link
 * RandomNumbers}, so that an image is the same on every machine.
 */
final class DigitPainter {
  /** Height and width of an image in pixels. */
  static final int SIDE = 28;

  // Radii in pixels.
  private static final double THINNEST_PEN = 0.7;
  private static final double THICKEST_PEN = 1.9;

  // Light in [0, 1].
  private static final double PALEST_INK = 0.6;
  private static final double MOST_NOISE = 0.25;

  private DigitPainter() {}

  /**
   * Paints a digit in light on dark.
   *
   * @return [{@link #SIDE}, {@link #SIDE}], unsigned
   */
  static byte[] paint(int digit, RandomNumbers random) {
    List<List<Stroke>> styles = Glyphs.of(digit);
    List<Stroke> glyph = styles.get((int) (random.nextDouble() * styles.size()));
    Function<Point, Point> handwriting = Handwriting.random(random, SIDE);
    Canvas canvas = new Canvas(SIDE, random.nextDouble(THINNEST_PEN, THICKEST_PEN));
    glyph.forEach(stroke -> canvas.draw(stroke.moved(handwriting)));
    return pixels(canvas.ink(), random);
  }

  private static byte[] pixels(double[] ink, RandomNumbers random) {
    double strength = random.nextDouble(PALEST_INK, 1);
    byte[] pixels = new byte[ink.length];
    for (int i = 0; i < ink.length; i++) {
      // The sum of two uniform numbers, centred: noise of triangular density.
      double noise = MOST_NOISE * (random.nextDouble() + random.nextDouble() - 1);
      double light = Math.max(0, Math.min(1, strength * ink[i] + noise));
      pixels[i] = (byte) Math.round(255 * light);
    }
    return pixels;
  }
}
