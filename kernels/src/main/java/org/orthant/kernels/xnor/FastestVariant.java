package org.orthant.kernels.xnor;

import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.orthant.kernels.rows.AlignedRows;

/**
 * Tries each variant but the scalar one on a small product, in turns, since what a variant is worth
 * shows only when the virtual machine has compiled it, which it does beside the trying.
 */
final class FastestVariant {
  private static final int FILTERS = 8;
  private static final int WORDS = 32;
  private static final int POSITIONS = 1024;
  private static final long NANOSECONDS_A_TURN = 30_000_000;

  /** So many turns without a gain end it, unless a variant still waits for the compiler. */
  private static final int PATIENCE = 6;

  private static final int MOST_TURNS = 20;

  static final XnorVariant FOUND = find();

  private FastestVariant() {}

  private static XnorVariant find() {
    Map<XnorVariant, Attempt> attempts = new EnumMap<>(XnorVariant.class);
    for (XnorVariant variant : EnumSet.complementOf(EnumSet.of(XnorVariant.SCALAR))) {
      attempts.put(variant, new Attempt(variant.product()));
    }
    int idle = 0;
    for (int turn = 0; turn < MOST_TURNS && (idle < PATIENCE || waiting(attempts)); turn++) {
      idle++;
      for (Attempt attempt : attempts.values()) {
        if (attempt.gains()) {
          idle = 0;
        }
      }
    }
    return Collections.min(
            attempts.entrySet(),
            Map.Entry.comparingByValue(Comparator.comparingLong(attempt -> attempt.shortest)))
        .getKey();
  }

  private static boolean waiting(Map<XnorVariant, Attempt> attempts) {
    return !attempts.values().stream().allMatch(Attempt::isCompiled);
  }

  /** How long one variant takes. */
  private static final class Attempt {
    /**
     * Against the first call, which is interpreted, C1 gains some ten times and C2 hundreds, or
     * with short vectors some sixty.
     */
    private static final int GAIN_OF_C2 = 30;

    private final XnorProduct product;
    private final int[][] filters;
    private final int[][] inputs;
    private final int[][] counts;
    private final long first;
    private long shortest;

    Attempt(XnorProduct product) {
      Random random = new Random(1705);
      this.product = product;
      int[][] rows = AlignedRows.ofInts(WORDS + FILTERS, POSITIONS);
      this.filters = new int[FILTERS][WORDS];
      this.inputs = Arrays.copyOf(rows, WORDS);
      this.counts = Arrays.copyOfRange(rows, WORDS, rows.length);
      Stream.of(filters, inputs)
          .flatMap(Arrays::stream)
          .forEach(words -> Arrays.setAll(words, word -> random.nextInt()));
      this.first = nanoseconds();
      this.shortest = first;
    }

    private long nanoseconds() {
      long start = System.nanoTime();
      product.addDisagreements(
          filters, inputs, AlignedRows.BEFORE, AlignedRows.end(POSITIONS), counts);
      return System.nanoTime() - start;
    }

    /** Takes a turn; whether it was faster by a tenth than all before. */
    boolean gains() {
      long before = shortest;
      long end = System.nanoTime() + NANOSECONDS_A_TURN;
      while (System.nanoTime() < end) {
        shortest = Math.min(shortest, nanoseconds());
      }
      return shortest < before - before / 10;
    }

    boolean isCompiled() {
      return shortest < first / GAIN_OF_C2;
    }
  }
}
