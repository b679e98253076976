package org.orthant.api;

import java.util.stream.IntStream;
import org.apache.commons.rng.sampling.distribution.ContinuousSampler;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;

/**
 * A sequence of pseudo-random numbers, the same on every Java platform. The classes of the JDK do
 * not promise that, and its normal numbers do change from version to version.
 *
 * <p>Whole numbers are those of SplitMix64, drawn as {@code java.util.SplittableRandom} of JDK 17
 * draws them. Normal numbers come from Commons RNG: they are products of a table's entries with
 * random bits, and {@code Math.exp} only decides comparisons, one number in some 10¹⁷ of which
 * would come out otherwise if its last digit did.
 *
 * <p>Not for several threads at a time.
 *
 * <p>Source: Steele, Lea and Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014;
 * McFarland, "A modified ziggurat algorithm for generating exponentially and normally distributed
 * pseudorandom numbers", Journal of Statistical Computation and Simulation 86, 2016.
 */
public final class RandomNumbers {
  private static final long GOLDEN_GAMMA = 0x9e3779b97f4a7c15L;

  private final ContinuousSampler gaussian = ZigguratSampler.NormalizedGaussian.of(this::nextLong);
  private long state;

  RandomNumbers(long seed) {
    this.state = seed;
  }

  private long advance() {
    state += GOLDEN_GAMMA;
    return state;
  }

  /** Any long, each as likely as any other. */
  public long nextLong() {
    long z = advance();
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }

  /** Any int, each as likely as any other. */
  public int nextInt() {
    long z = advance();
    z = (z ^ (z >>> 33)) * 0x62a9d9ed799705f5L;
    return (int) (((z ^ (z >>> 28)) * 0xcb24d0a5c88c35b3L) >>> 32);
  }

  /** Either with probability ½. */
  public boolean nextBoolean() {
    return nextInt() < 0;
  }

  /**
   * A whole number from 0 to {@code bound} − 1, each as likely as any other.
   *
   * @throws IllegalArgumentException if the bound is not positive
   */
  public int nextInt(int bound) {
    if (bound <= 0) {
      throw new IllegalArgumentException("no whole number from 0 to below " + bound);
    }
    int last = bound - 1;
    int drawn = nextInt();
    if ((bound & last) == 0) {
      return drawn & last;
    }
    int positive = drawn >>> 1;
    int number = positive % bound;
    // Beyond the last whole multiple of the bound there is too little for all numbers.
    while (positive + last - number < 0) {
      positive = nextInt() >>> 1;
      number = positive % bound;
    }
    return number;
  }

  /**
   * A whole number from {@code origin} to {@code bound} − 1, each as likely as any other.
   *
   * @throws IllegalArgumentException if there is none, or more than 2³¹ − 1 of them
   */
  public int nextInt(int origin, int bound) {
    if (origin >= bound || bound - origin < 0) {
      throw new IllegalArgumentException(
          "no whole number from " + origin + " to below " + bound + ", or too many");
    }
    return origin + nextInt(bound - origin);
  }

  /** Endlessly many of {@link #nextInt(int, int)}. */
  public IntStream ints(int origin, int bound) {
    return IntStream.generate(() -> nextInt(origin, bound));
  }

  /** A multiple of 2⁻⁵³ from 0 to below 1. */
  public double nextDouble() {
    return (nextLong() >>> 11) * 0x1p-53;
  }

  /**
   * A number from {@code origin} to below {@code bound}.
   *
   * @throws IllegalArgumentException if there is none, or the range is not finite
   */
  public double nextDouble(double origin, double bound) {
    if (!(bound - origin > 0 && bound - origin < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("no number from " + origin + " to below " + bound);
    }
    return Math.min(origin + nextDouble() * (bound - origin), Math.nextDown(bound));
  }

  /** A number of the normal distribution with mean 0 and standard deviation 1. */
  public double nextGaussian() {
    return gaussian.sample();
  }
}
