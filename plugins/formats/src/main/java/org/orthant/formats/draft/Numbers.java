package org.orthant.formats.draft;

import java.util.Arrays;
import java.util.Locale;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Supplier;
import org.orthant.api.BadInputException;

/**
 * An array of a file, c-order, whose numbers are read each time they are asked for and not held.
 * What is made of it is made then, too.
 */
public final class Numbers {
  /** How many numbers may come of fewer: a small file must not become a large array. */
  private static final int MOST_FILLED = 1 << 20;

  private final int[] sizes;
  private final boolean isStored;
  private final Supplier<double[]> exact;
  private final Supplier<float[]> floats;

  private Numbers(
      boolean isStored, Supplier<float[]> floats, Supplier<double[]> exact, int... sizes) {
    this.sizes = sizes;
    this.isStored = isStored;
    this.floats = floats;
    this.exact = exact;
  }

  /** Numbers that float32 holds. */
  public static Numbers ofFloats(Supplier<float[]> floats, int... sizes) {
    return new Numbers(true, floats, () -> widened(floats.get()), sizes.clone());
  }

  /** Numbers that float32 does not hold exactly, such as whole ones of 64 bits. */
  public static Numbers ofDoubles(Supplier<double[]> numbers, int... sizes) {
    return new Numbers(true, () -> narrowed(numbers.get()), numbers, sizes.clone());
  }

  /** Numbers that are there already. */
  public static Numbers of(double[] numbers, int... sizes) {
    return ofDoubles(numbers::clone, sizes);
  }

  /** One number at every place: not held by the file, however many they are. */
  public static Numbers filled(double value, int... sizes) {
    Numbers shape = new Numbers(false, () -> null, () -> null, sizes.clone());
    return new Numbers(
        false,
        () -> filledFloats(shape.count(), (float) value),
        () -> filledDoubles(shape.count(), value),
        sizes.clone());
  }

  private static float[] filledFloats(int count, float value) {
    requireSmall(count);
    float[] floats = new float[count];
    Arrays.fill(floats, value);
    return floats;
  }

  private static double[] filledDoubles(int count, double value) {
    requireSmall(count);
    double[] doubles = new double[count];
    Arrays.fill(doubles, value);
    return doubles;
  }

  private static void requireSmall(int count) {
    if (count > MOST_FILLED) {
      throw new BadInputException(
          String.format(
              Locale.ROOT,
              "the file does not hold %d numbers, it says how to fill them in",
              count));
    }
  }

  private static double[] widened(float... floats) {
    double[] doubles = new double[floats.length];
    for (int i = 0; i < doubles.length; i++) {
      doubles[i] = floats[i];
    }
    return doubles;
  }

  private static float[] narrowed(double... doubles) {
    float[] floats = new float[doubles.length];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = (float) doubles[i];
    }
    return floats;
  }

  /** Returns how long each axis is. */
  public int[] sizes() {
    return sizes.clone();
  }

  public int size(int axis) {
    return sizes[axis];
  }

  public int rank() {
    return sizes.length;
  }

  /**
   * Returns how many numbers there are.
   *
   * @throws BadInputException if they are more than an array holds
   */
  public int count() {
    long count = 1;
    for (int size : sizes) {
      count = Math.multiplyExact(count, size);
      if (count > Integer.MAX_VALUE - 8) {
        throw new BadInputException(
            "an array of " + Arrays.toString(sizes) + " numbers is larger than Java's arrays");
      }
    }
    return (int) count;
  }

  /** Whether the file holds them; not so where it says only how many times a number repeats. */
  public boolean isStored() {
    return isStored;
  }

  /** The numbers as float32. */
  public float[] floats() {
    return floats.get();
  }

  /** The numbers as exactly as the file has them. */
  public double[] doubles() {
    return exact.get();
  }

  /** The one number of an array that has no other. */
  public double single() {
    if (count() != 1) {
      throw new IllegalArgumentException(
          "expected one number, found an array of " + Arrays.toString(sizes));
    }
    return doubles()[0];
  }

  /**
   * Returns the same numbers on other axes.
   *
   * @throws IllegalArgumentException if they are not as many
   */
  public Numbers reshaped(int... other) {
    Numbers reshaped = new Numbers(isStored, floats, exact, other.clone());
    if (reshaped.count() != count()) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "an array of %s does not become one of %s",
              Arrays.toString(sizes),
              Arrays.toString(other)));
    }
    return reshaped;
  }

  /** The axes in another order. */
  public Numbers transposed(int... order) {
    int[] other = Arrays.stream(order).map(axis -> sizes[axis]).toArray();
    return new Numbers(
        isStored,
        () -> isStored ? transposed(floats.get(), order) : floats.get(),
        () -> isStored ? transposed(exact.get(), order) : exact.get(),
        other);
  }

  private int[] sources(int... order) {
    int[] steps = new int[rank()];
    int step = 1;
    for (int axis = rank() - 1; axis >= 0; axis--) {
      steps[axis] = step;
      step *= sizes[axis];
    }
    int[] sources = new int[count()];
    int[] place = new int[rank()];
    int source = 0;
    for (int i = 0; i < sources.length; i++) {
      sources[i] = source;
      for (int axis = rank() - 1; axis >= 0; axis--) {
        source += steps[order[axis]];
        if (++place[axis] < sizes[order[axis]]) {
          break;
        }
        source -= steps[order[axis]] * sizes[order[axis]];
        place[axis] = 0;
      }
    }
    return sources;
  }

  private float[] transposed(float[] numbers, int... order) {
    int[] sources = sources(order);
    float[] moved = new float[numbers.length];
    for (int i = 0; i < moved.length; i++) {
      moved[i] = numbers[sources[i]];
    }
    return moved;
  }

  private double[] transposed(double[] numbers, int... order) {
    int[] sources = sources(order);
    double[] moved = new double[numbers.length];
    for (int i = 0; i < moved.length; i++) {
      moved[i] = numbers[sources[i]];
    }
    return moved;
  }

  /**
   * The columns of a matrix in another order.
   *
   * @param sources where each column comes from
   */
  public Numbers columns(int... sources) {
    int rows = sizes[0];
    int columns = sizes[1];
    Supplier<float[]> moved =
        () -> {
          float[] numbers = floats.get();
          float[] ordered = new float[rows * sources.length];
          for (int i = 0; i < ordered.length; i++) {
            ordered[i] = numbers[i / sources.length * columns + sources[i % sources.length]];
          }
          return ordered;
        };
    return new Numbers(isStored, moved, () -> widened(moved.get()), rows, sources.length);
  }

  /** A function of each number. */
  public Numbers map(DoubleUnaryOperator function) {
    return new Numbers(
        isStored,
        () -> narrowed(Arrays.stream(exact.get()).map(function).toArray()),
        () -> Arrays.stream(exact.get()).map(function).toArray(),
        sizes);
  }

  /**
   * A function of two arrays, number by number. Where one is shorter on an axis it has a single
   * place there, which meets all places of the other, as in NumPy.
   *
   * @throws IllegalArgumentException if they do not fit together
   */
  public Numbers combined(Numbers other, DoubleBinaryOperator function) {
    int rank = Math.max(rank(), other.rank());
    int[] common = new int[rank];
    for (int axis = 0; axis < rank; axis++) {
      int mine = sizeFromEnd(rank - axis);
      int theirs = other.sizeFromEnd(rank - axis);
      if (mine != theirs && mine != 1 && theirs != 1) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "arrays of %s and %s do not fit together",
                Arrays.toString(sizes),
                Arrays.toString(other.sizes)));
      }
      common[axis] = mine == 1 ? theirs : mine;
    }
    Supplier<double[]> combined =
        () -> {
          double[] left = spread(common);
          double[] right = other.spread(common);
          for (int i = 0; i < left.length; i++) {
            left[i] = function.applyAsDouble(left[i], right[i]);
          }
          return left;
        };
    int count = filled(0, common).count();
    if (count > MOST_FILLED && count > Math.max(count(), other.count())) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "arrays of %s and %s would become one of %s",
              Arrays.toString(sizes),
              Arrays.toString(other.sizes),
              Arrays.toString(common)));
    }
    boolean stored =
        count <= MOST_FILLED
            || (isStored && count() == count)
            || (other.isStored && other.count() == count);
    return new Numbers(stored, () -> narrowed(combined.get()), combined, common);
  }

  /** Returns how long an axis is, the last being 1; 1 for axes it does not have. */
  private int sizeFromEnd(int axis) {
    return axis > rank() ? 1 : sizes[rank() - axis];
  }

  /** The numbers, repeated along axes with a single place. */
  public double[] spread(int... common) {
    double[] numbers = exact.get();
    double[] spread = new double[filled(0, common).count()];
    for (int i = 0; i < spread.length; i++) {
      int rest = i;
      int source = 0;
      int step = 1;
      for (int fromEnd = 1; fromEnd <= common.length; fromEnd++) {
        int place = rest % common[common.length - fromEnd];
        rest /= common[common.length - fromEnd];
        int size = sizeFromEnd(fromEnd);
        source += size == 1 ? 0 : place * step;
        step *= size;
      }
      spread[i] = numbers[source];
    }
    return spread;
  }

  @Override
  public String toString() {
    return "an array of " + Arrays.toString(sizes);
  }
}
