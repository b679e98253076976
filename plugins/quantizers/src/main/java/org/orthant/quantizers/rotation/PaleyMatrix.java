package org.orthant.quantizers.rotation;

/**
 * Hadamard matrices from the quadratic residues of a prime field.
 *
 * <p>Source: Paley, "On orthogonal matrices", Journal of Mathematics and Physics 12, 1933.
 */
final class PaleyMatrix {
  private PaleyMatrix() {}

  /**
   * Paley's first construction, I + S with the skew conference matrix S.
   *
   * @param q a prime with q mod 4 = 3
   * @return [q + 1, q + 1], entries ±1
   */
  static double[][] first(int q) {
    double[][] matrix = bordered(q, -1);
    for (int i = 0; i <= q; i++) {
      matrix[i][i] += 1;
    }
    return matrix;
  }

  /**
   * Paley's second construction, S ⊗ (1 1; 1 −1) + I ⊗ (1 −1; −1 −1) with the symmetric conference
   * matrix S.
   *
   * @param q a prime with q mod 4 = 1
   * @return [2q + 2, 2q + 2], entries ±1
   */
  static double[][] second(int q) {
    double[][] conference = bordered(q, 1);
    double[][] matrix = new double[2 * q + 2][2 * q + 2];
    for (int i = 0; i <= q; i++) {
      for (int j = 0; j <= q; j++) {
        double s = conference[i][j];
        double diagonal = i == j ? 1 : 0;
        matrix[2 * i][2 * j] = s + diagonal;
        matrix[2 * i][2 * j + 1] = s - diagonal;
        matrix[2 * i + 1][2 * j] = s - diagonal;
        matrix[2 * i + 1][2 * j + 1] = -s - diagonal;
      }
    }
    return matrix;
  }

  /** The conference matrix: zeros on the diagonal, ones in the first row, {@code left} below. */
  private static double[][] bordered(int q, int left) {
    int[] character = quadraticCharacter(q);
    double[][] matrix = new double[q + 1][q + 1];
    for (int i = 1; i <= q; i++) {
      matrix[0][i] = 1;
      matrix[i][0] = left;
      for (int j = 1; j <= q; j++) {
        matrix[i][j] = character[Math.floorMod(i - j, q)];
      }
    }
    return matrix;
  }

  /** For each number modulo q: 1 for squares, −1 for others, 0 for 0. */
  private static int[] quadraticCharacter(int q) {
    int[] character = new int[q];
    for (int i = 1; i < q; i++) {
      character[i] = -1;
    }
    for (int i = 1; i < q; i++) {
      character[i * i % q] = 1;
    }
    return character;
  }
}
