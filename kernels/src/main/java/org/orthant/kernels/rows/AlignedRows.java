package org.orthant.kernels.rows;

/**
 * Rows for loops that take the same element of several of them at once. A vector that crosses the
 * border of two cache lines costs two accesses, and a loop can begin on a border in all its rows
 * only if all lie equally far from one. Nothing in Java says where an array lies, but arrays made
 * one after the other lie side by side. So these take whole numbers of lines: wherever the first
 * begins, the others begin as far from a border.
 *
 * <p>Should the virtual machine lay them out differently, that costs time and nothing else.
 */
public final class AlignedRows {
  /** What a line of 64 bytes holds, in numbers of four bytes. */
  private static final int LINE = 16;

  /** What a row begins with, the array's type and length, in numbers of four bytes. */
  private static final int HEADER = 4;

  private AlignedRows() {}

  /**
   * Rows of zeros.
   *
   * @return [rows][at least length]
   */
  public static int[][] ofInts(int rows, int length) {
    return new int[rows][wholeLines(length)];
  }

  /**
   * Rows of zeros.
   *
   * @return [rows][at least length]
   */
  public static float[][] ofFloats(int rows, int length) {
    return new float[rows][wholeLines(length)];
  }

  /** The least length that takes whole lines together with the header. */
  private static int wholeLines(int length) {
    return (length + HEADER + LINE - 1) / LINE * LINE - HEADER;
  }
}
