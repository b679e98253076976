package org.orthant.kernels.xnor;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;

/**
 * The ways to compute an xnor product. They give the same counts; which is fastest depends on the
 * processor and on what the compiler of the virtual machine makes of their loops, so it is found by
 * trying, once.
 */
public enum XnorVariant {
  SCALAR,
  ONE_BY_FOUR,
  FOUR_BY_FOUR,
  CARRY_SAVE;

  /** The system property that names a variant, such as {@code four-by-four}. */
  public static final String PROPERTY = "orthant.xnor";

  /** What computes it; it has no state. */
  public XnorProduct product() {
    return switch (this) {
      case SCALAR -> new ScalarXnor();
      case ONE_BY_FOUR -> new OneByFourXnor();
      case FOUR_BY_FOUR -> new FourByFourXnor();
      case CARRY_SAVE -> new CarrySaveXnor();
    };
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * The variant that {@value #PROPERTY} names; without it the fastest, which the first call takes
   * half a second to find.
   *
   * @throws IllegalArgumentException if there is no variant of that name
   */
  public static XnorVariant chosen() {
    return Optional.ofNullable(System.getProperty(PROPERTY))
        .map(XnorVariant::named)
        .orElseGet(() -> Fastest.VARIANT);
  }

  private static XnorVariant named(String name) {
    return Arrays.stream(values())
        .filter(variant -> variant.toString().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "%s: no variant %s; there are %s"
                        .formatted(
                            PROPERTY,
                            name,
                            Arrays.stream(values())
                                .map(XnorVariant::toString)
                                .collect(Collectors.joining(", ")))));
  }

  /**
   * Tries each variant but the scalar one on a small product, in turns, since what a variant is
   * worth shows only when the virtual machine has compiled it, which it does beside the trying.
   */
  private static final class Fastest {
    private static final int FILTERS = 8;
    private static final int WORDS = 32;
    private static final int POSITIONS = 1024;
    private static final long NANOSECONDS_A_TURN = 30_000_000;

    /** So many turns without a gain end it. */
    private static final int PATIENCE = 4;

    private static final int MOST_TURNS = 20;

    static final XnorVariant VARIANT = find();

    private static XnorVariant find() {
      Random random = new Random(1705);
      int[][] filters = words(random, FILTERS, WORDS);
      int[][] inputs = words(random, WORDS, POSITIONS);
      int[][] counts = new int[FILTERS][POSITIONS];
      Map<XnorVariant, Long> nanoseconds = new EnumMap<>(XnorVariant.class);
      int idle = 0;
      for (int turn = 0; turn < MOST_TURNS && idle < PATIENCE; turn++) {
        idle++;
        for (XnorVariant variant : EnumSet.range(ONE_BY_FOUR, CARRY_SAVE)) {
          long before = nanoseconds.getOrDefault(variant, Long.MAX_VALUE);
          long now = shortest(variant.product(), filters, inputs, counts);
          nanoseconds.put(variant, Math.min(before, now));
          if (now < before - before / 10) {
            idle = 0;
          }
        }
      }
      return Collections.min(nanoseconds.entrySet(), Map.Entry.comparingByValue()).getKey();
    }

    private static int[][] words(Random random, int rows, int columns) {
      return random
          .ints((long) rows)
          .mapToObj(row -> random.ints(columns).toArray())
          .toArray(int[][]::new);
    }

    private static long shortest(
        XnorProduct product, int[][] filters, int[][] inputs, int[][] counts) {
      long shortest = Long.MAX_VALUE;
      long start = System.nanoTime();
      for (long now = start; now - start < NANOSECONDS_A_TURN; ) {
        product.addDisagreements(filters, inputs, POSITIONS, counts);
        long after = System.nanoTime();
        shortest = Math.min(shortest, after - now);
        now = after;
      }
      return shortest;
    }
  }
}
