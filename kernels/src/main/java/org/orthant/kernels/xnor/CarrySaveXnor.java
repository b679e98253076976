package org.orthant.kernels.xnor;

import java.util.Arrays;
import org.orthant.kernels.rows.AlignedRows;

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
  public void addDisagreements(int[][] filters, int[][] inputs, int from, int to, int[][] counts) {
    Adder adder = new Adder(from, to);
    for (int f = 0; f < filters.length; f++) {
      int k = 0;
      if (inputs.length >= WORDS) {
        k = adder.add(filters[f], inputs, counts[f]);
      }
      for (; k < inputs.length; k++) {
        OneByFourXnor.addWord(filters[f][k], inputs[k], from, to, counts[f]);
      }
    }
  }

  /** The arrays that one filter after the other uses, one number per position each. */
  private static final class Adder {
    private final int from;
    private final int to;
    private final int[] ones;
    private final int[] twos;
    private final int[] fours;
    private final int[] carryA;
    private final int[] carryB;
    private final int[] carryC;
    private final int[] carryD;
    private final int[] bytes;

    Adder(int from, int to) {
      this.from = from;
      this.to = to;
      int[][] rows = AlignedRows.ofInts(8, to);
      this.ones = rows[0];
      this.twos = rows[1];
      this.fours = rows[2];
      this.carryA = rows[3];
      this.carryB = rows[4];
      this.carryC = rows[5];
      this.carryD = rows[6];
      this.bytes = rows[7];
    }

    /** Returns how many words it has taken. */
    int add(int[] filter, int[][] inputs, int[] counts) {
      Arrays.fill(ones, 0);
      Arrays.fill(twos, 0);
      Arrays.fill(fours, 0);
      int additions = 0;
      int k = 0;
      for (; k + WORDS <= inputs.length; k += WORDS) {
        addEightWords(filter, k, inputs);
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

    private void addEightWords(int[] filter, int k, int[][] inputs) {
      addEightWords(
          filter,
          k,
          inputs[k],
          inputs[k + 1],
          inputs[k + 2],
          inputs[k + 3],
          inputs[k + 4],
          inputs[k + 5],
          inputs[k + 6],
          inputs[k + 7],
          from,
          to,
          ones,
          twos,
          fours,
          carryA,
          carryB,
          carryC,
          carryD,
          bytes);
    }

    private void count(int[] words, int shift, int[] counts) {
      countIntoBytes(words, bytes, from, to);
      emptyBytes(shift, counts);
    }

    private void emptyBytes(int shift, int[] counts) {
      sumBytes(bytes, shift, counts, from, to);
      Arrays.fill(bytes, 0);
    }

    /**
     * Loop after loop in one method, which so is too large to be inlined: inlined, some of the
     * loops would lose their vectors.
     */
    private static void addEightWords(
        int[] filter,
        int k,
        int[] x0,
        int[] x1,
        int[] x2,
        int[] x3,
        int[] x4,
        int[] x5,
        int[] x6,
        int[] x7,
        int from,
        int to,
        int[] ones,
        int[] twos,
        int[] fours,
        int[] carryA,
        int[] carryB,
        int[] carryC,
        int[] carryD,
        int[] bytes) {
      int w0 = filter[k];
      int w1 = filter[k + 1];
      int w2 = filter[k + 2];
      int w3 = filter[k + 3];
      int w4 = filter[k + 4];
      int w5 = filter[k + 5];
      int w6 = filter[k + 6];
      int w7 = filter[k + 7];
      for (int m = from; m < to; m++) {
        int a = x0[m] ^ w0;
        int b = x1[m] ^ w1;
        int sum = ones[m];
        int half = a ^ b;
        carryA[m] = (a & b) | (half & sum);
        sum = half ^ sum;
        a = x2[m] ^ w2;
        b = x3[m] ^ w3;
        half = a ^ b;
        carryB[m] = (a & b) | (half & sum);
        ones[m] = half ^ sum;
      }
      for (int m = from; m < to; m++) {
        int a = x4[m] ^ w4;
        int b = x5[m] ^ w5;
        int sum = ones[m];
        int half = a ^ b;
        carryC[m] = (a & b) | (half & sum);
        sum = half ^ sum;
        a = x6[m] ^ w6;
        b = x7[m] ^ w7;
        half = a ^ b;
        carryD[m] = (a & b) | (half & sum);
        ones[m] = half ^ sum;
      }
      for (int m = from; m < to; m++) {
        int a = carryA[m];
        int b = carryB[m];
        int sum = twos[m];
        int half = a ^ b;
        carryA[m] = (a & b) | (half & sum);
        twos[m] = half ^ sum;
      }
      for (int m = from; m < to; m++) {
        int a = carryC[m];
        int b = carryD[m];
        int sum = twos[m];
        int half = a ^ b;
        carryC[m] = (a & b) | (half & sum);
        twos[m] = half ^ sum;
      }
      for (int m = from; m < to; m++) {
        int a = carryA[m];
        int b = carryC[m];
        int sum = fours[m];
        int half = a ^ b;
        carryA[m] = (a & b) | (half & sum);
        fours[m] = half ^ sum;
      }
      countIntoBytes(carryA, bytes, from, to);
    }

    /** Adds to each byte how many bits are set in the same byte of the word. */
    private static void countIntoBytes(int[] words, int[] bytes, int from, int to) {
      for (int m = from; m < to; m++) {
        int v = words[m];
        v = v - ((v >>> 1) & 0x55555555);
        v = (v & 0x33333333) + ((v >>> 2) & 0x33333333);
        bytes[m] += (v + (v >>> 4)) & 0x0f0f0f0f;
      }
    }

    private static void sumBytes(int[] bytes, int shift, int[] counts, int from, int to) {
      for (int m = from; m < to; m++) {
        int pairs = (bytes[m] & 0x00ff00ff) + ((bytes[m] >>> 8) & 0x00ff00ff);
        counts[m] += ((pairs & 0xffff) + (pairs >>> 16)) << shift;
      }
    }
  }
}
