package org.orthant.quantizers.rotation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.orthant.kernels.transform.SignMatrix;
import org.orthant.kernels.transform.WalshHadamard;

/**
 * A Hadamard matrix divided by the root of its size, and so orthogonal: the Kronecker product of
 * Paley's matrices of sizes 12, 20, 28 and 36, any number of each, with a Sylvester matrix, whose
 * size is a power of two. Of several such products of one size, the one with the largest of Paley's
 * matrices: 1152 = 36 · 2⁵, 144 = 36 · 2².
 *
 * <p>It is applied factor by factor: with butterflies for the Sylvester matrix, and with small
 * dense products for the others, O(size · log size) in all.
 *
 * <p>Source: Sylvester, Philosophical Magazine 34, 1867, and Paley, Journal of Mathematics and
 * Physics 12, 1933.
 */
final class HadamardMatrix {
  private static final int[] PALEY_SIZES = {36, 28, 20, 12};

  private final int size;
  private final int sylvester;

  /** Paley's matrices, that of neighbouring components first. */
  private final List<double[][]> factors;

  /** The same for batches of float32. */
  private final List<SignMatrix> signs;

  private HadamardMatrix(int size, int sylvester, List<double[][]> factors) {
    this.size = size;
    this.sylvester = sylvester;
    this.factors = factors;
    this.signs = factors.stream().map(SignMatrix::new).toList();
  }

  /**
   * The matrix of a size.
   *
   * @throws IllegalArgumentException unless {@link #exists}
   */
  static HadamardMatrix of(int size) {
    List<Integer> sizes =
        paleySizes(size)
            .orElseThrow(() -> new IllegalArgumentException("no Hadamard matrix of size " + size));
    int sylvester = size;
    for (int factor : sizes) {
      sylvester /= factor;
    }
    return new HadamardMatrix(size, sylvester, sizes.stream().map(HadamardMatrix::paley).toList());
  }

  /** Whether there is one of this size. */
  static boolean exists(int size) {
    return paleySizes(size).isPresent();
  }

  /** The largest size up to this one, which is at least 1. */
  static int sizeUpTo(int size) {
    int found = size;
    while (!exists(found)) {
      found--;
    }
    return found;
  }

  /** The smallest size from this one on. */
  static int sizeFrom(int size) {
    int found = size;
    while (!exists(found)) {
      found++;
    }
    return found;
  }

  private static Optional<List<Integer>> paleySizes(int size) {
    if (Integer.bitCount(size) == 1) {
      return Optional.of(List.of());
    }
    for (int factor : PALEY_SIZES) {
      if (size % factor == 0) {
        Optional<List<Integer>> others = paleySizes(size / factor);
        if (others.isPresent()) {
          List<Integer> sizes = new ArrayList<>(others.get());
          sizes.add(0, factor);
          return Optional.of(sizes);
        }
      }
    }
    return Optional.empty();
  }

  private static double[][] paley(int size) {
    return switch (size) {
      case 12 -> PaleyMatrix.first(11);
      case 20 -> PaleyMatrix.first(19);
      case 28 -> PaleyMatrix.second(13);
      case 36 -> PaleyMatrix.second(17);
      default -> throw new IllegalArgumentException("no Paley matrix of size " + size);
    };
  }

  int size() {
    return size;
  }

  /** Returns how many numbers are added up for one vector. */
  long additions() {
    int summands = Integer.numberOfTrailingZeros(sylvester);
    for (double[][] factor : factors) {
      summands += factor.length;
    }
    return (long) size * summands;
  }

  HadamardMatrix transposed() {
    return new HadamardMatrix(
        size, sylvester, factors.stream().map(HadamardMatrix::transposed).toList());
  }

  private static double[][] transposed(double[][] matrix) {
    double[][] transposed = new double[matrix.length][matrix.length];
    for (int i = 0; i < matrix.length; i++) {
      for (int j = 0; j < matrix.length; j++) {
        transposed[i][j] = matrix[j][i];
      }
    }
    return transposed;
  }

  /**
   * Multiplies a part of each vector of a batch, in place, by the matrix times the root of its
   * size, whose entries are ±1.
   *
   * @param rows [d, lanes], the part's component i in row {@code from} + i
   */
  void applySigns(float[][] rows, int from) {
    for (int start = from; start < from + size; start += sylvester) {
      WalshHadamard.transform(rows, start, sylvester);
    }
    int stride = sylvester;
    for (SignMatrix factor : signs) {
      int block = stride * factor.size();
      for (int start = from; start < from + size; start += block) {
        factor.multiply(rows, start, stride);
      }
      stride = block;
    }
  }

  /** Multiplies the part of a vector that begins at {@code from}, in place. */
  void apply(double[] vector, int from) {
    for (int stride = 1; stride < sylvester; stride *= 2) {
      butterflies(vector, from, stride);
    }
    int stride = sylvester;
    for (double[][] factor : factors) {
      int block = stride * factor.length;
      for (int start = from; start < from + size; start += block) {
        multiply(factor, vector, start, stride);
      }
      stride = block;
    }
    double scale = 1 / Math.sqrt(size);
    for (int i = from; i < from + size; i++) {
      vector[i] *= scale;
    }
  }

  private void butterflies(double[] vector, int from, int stride) {
    for (int start = from; start < from + size; start += 2 * stride) {
      for (int i = start; i < start + stride; i++) {
        double sum = vector[i] + vector[i + stride];
        double difference = vector[i] - vector[i + stride];
        vector[i] = sum;
        vector[i + stride] = difference;
      }
    }
  }

  /** Multiplies each sequence of components that are {@code stride} apart by a matrix. */
  private static void multiply(double[][] matrix, double[] vector, int start, int stride) {
    double[] product = new double[matrix.length * stride];
    for (int i = 0; i < matrix.length; i++) {
      for (int j = 0; j < matrix.length; j++) {
        double entry = matrix[i][j];
        int to = i * stride;
        int source = start + j * stride;
        for (int k = 0; k < stride; k++) {
          product[to + k] += entry * vector[source + k];
        }
      }
    }
    System.arraycopy(product, 0, vector, start, product.length);
  }
}
