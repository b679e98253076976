package org.orthant.framework.run.graph;

import java.util.Arrays;
import org.orthant.api.model.ImageShape;

/** Numbers of one image in float64, and how far float32 may lie from each, in any order of sums. */
public final class Bounded {
  /** The relative error of one rounding to float32, with room to spare. */
  static final double ROUNDING = 0x1p-23;

  /** Multiples of this up to {@link #GRID_SUM} are added without an error. */
  private static final double GRID = 0x1p-8;

  private static final double GRID_SUM = 0x1p15;

  private final ImageShape image;
  private final double[] values;
  private final double[] errors;

  /**
   * Takes both arrays over.
   *
   * @param values in the order (row, column, channel)
   */
  Bounded(ImageShape image, double[] values, double[] errors) {
    this.image = image;
    this.values = values;
    this.errors = errors;
  }

  /** Numbers that float32 knows exactly. */
  static Bounded exact(ImageShape image, float[] numbers) {
    double[] values = new double[numbers.length];
    Arrays.setAll(values, i -> numbers[i]);
    return new Bounded(image, values, new double[numbers.length]);
  }

  /** Zeros, to be filled. */
  static Bounded zeros(ImageShape image) {
    return new Bounded(image, new double[image.size()], new double[image.size()]);
  }

  /** The same numbers as another image of the same size. */
  Bounded as(ImageShape other) {
    return new Bounded(other, values, errors);
  }

  public ImageShape image() {
    return image;
  }

  public int size() {
    return values.length;
  }

  public double value(int place) {
    return values[place];
  }

  public double error(int place) {
    return errors[place];
  }

  double[] values() {
    return values.clone();
  }

  void set(int place, double value, double error) {
    values[place] = value;
    errors[place] = error;
  }

  /** Whether a number may be any. */
  boolean isUncertain() {
    return Arrays.stream(errors).anyMatch(error -> !Double.isFinite(error));
  }

  int place(int y, int x, int channel) {
    return (y * image.width() + x) * image.channels() + channel;
  }

  /** Whether a number is known exactly and added to others like it without an error. */
  boolean isOnGrid(int place) {
    return errors[place] == 0 && isOnGrid(values[place]);
  }

  static boolean isOnGrid(double value) {
    return Math.rint(value / GRID) * GRID == value && Math.abs(value) <= GRID_SUM;
  }

  /** The error of a sum of numbers. */
  static double errorOfSum(boolean onGrid, double magnitudes, int terms, double errors) {
    return onGrid && magnitudes <= GRID_SUM ? 0 : errors + ROUNDING * (terms + 1) * magnitudes;
  }
}
