package org.orthant.kernels.rows;

/**
 * Rows for loops that take the same element of several of them at once. Vectors that lie across two
 * cache lines cost two accesses, so a loop takes single steps until it meets the border of a line,
 * and single steps again at the end of a row, sixteen in all.
 *
 * <p>So the numbers of a row begin at {@link #FIRST}, which begins a line wherever arrays lie on
 * such borders, as {@code -XX:ObjectAlignmentInBytes=64} has them; a loop begins one step before,
 * at {@link #BEFORE}, since it takes at least one single step; and a row ends where a line does.
 * Without that option arrays made one after the other at least lie equally far from a border, if
 * they take whole lines. Should the virtual machine lay them out differently, that costs time and
 * nothing else.
 */
public final class AlignedRows {
  /** What a line of 64 bytes holds, in numbers of four bytes. */
  private static final int LINE = 16;

  /** What an array begins with, its type and length, in numbers of four bytes. */
  private static final int HEADER = 4;

  /** Where the numbers of a row begin. */
  public static final int FIRST = LINE - HEADER;

  /** Where loops over a row begin; what they leave there means nothing. */
  public static final int BEFORE = FIRST - 1;

  private AlignedRows() {}

  /**
   * Rows of zeros.
   *
   * @param length how many numbers a row is for
   * @return [rows][at least {@link #FIRST} + length]
   */
  public static int[][] ofInts(int rows, int length) {
    return new int[rows][end(length)];
  }

  /**
   * Rows of zeros.
   *
   * @param length how many numbers a row is for
   * @return [rows][at least {@link #FIRST} + length]
   */
  public static float[][] ofFloats(int rows, int length) {
    return new float[rows][end(length)];
  }

  /**
   * Returns where loops over a row end: with the line of its last number. What they leave after
   * that number means nothing.
   *
   * @param length how many numbers of the row are used
   */
  public static int end(int length) {
    return FIRST + (length + LINE - 1) / LINE * LINE;
  }
}
