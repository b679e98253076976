package org.orthant.kernels.xnor;

import java.util.Arrays;

/**
 * For processors that count the bits of one word at a time only: carry-save adders turn eight words
 * into one whose bits count eights, so that a single word in eight has its bits counted, and that
 * in plain arithmetic. All of it is logic on whole words, which any vector unit can do.
 *
 * <p>An adder takes three words and gives, bit by bit, their sum (xor) and their carry (majority).
 * What is left of ones, twos and fours when the words run out is counted last.
 *
 * <p>Source: Muła, Kurz and Lemire, "Faster Population Counts Using AVX2 Instructions", The
 * Computer Journal 61, 2018, for the tree of adders due to Harley and Seal.
 */
final class CarrySaveXnor implements XnorProduct {
  private static final int WORDS = 8;

  /** Each byte gains at most 8 at a time and must not overflow. */
  private static final int MOST_ADDITIONS = 255 / Byte.SIZE;

  @Override
  public void addDisagreements(int[][] filters, int[][] inputs, int positions, int[][] counts) {
    Adder adder = new Adder(positions);
    for (int f = 0; f < filters.length; f++) {
      int k = 0;
      if (inputs.length >= WORDS) {
        k = adder.add(filters[f], inputs, counts[f]);
      }
      for (; k < inputs.length; k++) {
        OneByFourXnor.addWord(filters[f][k], inputs[k], positions, counts[f]);
      }
    }
  }

  /** The arrays that one filter after the other uses, one number per position each. */
  private static final class Adder {
    private final int positions;
    private final int[] ones;
    private final int[] twos;
    private final int[] fours;
    private final int[] carryA;
    private final int[] carryB;
    private final int[] carryC;
    private final int[] carryD;
    private final int[] bytes;

    Adder(int positions) {
      this.positions = positions;
      this.ones = new int[positions];
      this.twos = new int[positions];
      this.fours = new int[positions];
      this.carryA = new int[positions];
      this.carryB = new int[positions];
      this.carryC = new int[positions];
      this.carryD = new int[positions];
      this.bytes = new int[positions];
    }

    /** Returns how many words it has taken. */
    int add(int[] filter, int[][] inputs, int[] counts) {
      Arrays.fill(ones, 0);
      Arrays.fill(twos, 0);
      Arrays.fill(fours, 0);
      int additions = 0;
      int k = 0;
      for (; k + WORDS <= inputs.length; k += WORDS) {
        addFourWords(filter, inputs, k, carryA, carryB);
        addFourWords(filter, inputs, k + 4, carryC, carryD);
        add(twos, carryA, carryB, carryA, positions);
        add(twos, carryC, carryD, carryC, positions);
        add(fours, carryA, carryC, carryA, positions);
        countIntoBytes(carryA, bytes, positions);
        additions++;
        if (additions == MOST_ADDITIONS) {
          emptyBytes(3, counts);
          additions = 0;
        }
      }
      emptyBytes(3, counts);
      count(fours, 2, counts);
      count(twos, 1, counts);
      count(ones, 0, counts);
      return k;
    }

    private void addFourWords(int[] filter, int[][] inputs, int k, int[] carry, int[] carry2) {
      addFourWords(
          filter[k],
          filter[k + 1],
          filter[k + 2],
          filter[k + 3],
          inputs[k],
          inputs[k + 1],
          inputs[k + 2],
          inputs[k + 3],
          positions,
          ones,
          carry,
          carry2);
    }

    private void count(int[] words, int shift, int[] counts) {
      countIntoBytes(words, bytes, positions);
      emptyBytes(shift, counts);
    }

    private void emptyBytes(int shift, int[] counts) {
      sumBytes(bytes, shift, counts, positions);
      Arrays.fill(bytes, 0);
    }

    private static void addFourWords(
        int w0,
        int w1,
        int w2,
        int w3,
        int[] x0,
        int[] x1,
        int[] x2,
        int[] x3,
        int positions,
        int[] sum,
        int[] carry,
        int[] carry2) {
      for (int m = 0; m < positions; m++) {
        int a = x0[m] ^ w0;
        int b = x1[m] ^ w1;
        int old = sum[m];
        int half = a ^ b;
        carry[m] = (a & b) | (half & old);
        old = half ^ old;
        a = x2[m] ^ w2;
        b = x3[m] ^ w3;
        half = a ^ b;
        carry2[m] = (a & b) | (half & old);
        sum[m] = half ^ old;
      }
    }

    private static void add(int[] sum, int[] x, int[] y, int[] carry, int positions) {
      for (int m = 0; m < positions; m++) {
        int a = x[m];
        int b = y[m];
        int old = sum[m];
        int half = a ^ b;
        carry[m] = (a & b) | (half & old);
        sum[m] = half ^ old;
      }
    }

    /** Adds to each byte how many bits are set in the same byte of the word. */
    private static void countIntoBytes(int[] words, int[] bytes, int positions) {
      for (int m = 0; m < positions; m++) {
        int v = words[m];
        v = v - ((v >>> 1) & 0x55555555);
        v = (v & 0x33333333) + ((v >>> 2) & 0x33333333);
        bytes[m] += (v + (v >>> 4)) & 0x0f0f0f0f;
      }
    }

    private static void sumBytes(int[] bytes, int shift, int[] counts, int positions) {
      for (int m = 0; m < positions; m++) {
        int pairs = (bytes[m] & 0x00ff00ff) + ((bytes[m] >>> 8) & 0x00ff00ff);
        counts[m] += ((pairs & 0xffff) + (pairs >>> 16)) << shift;
      }
    }
  }
}
