package org.orthant.quantizers.rotation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Hadamard matrices side by side whose scales are rational multiples of one another: those whose
 * sizes k²·m share the square-free m, since 1/√(k²·m) = 1/(k·√m). Scales of different classes are
 * linearly independent over the rational numbers.
 *
 * <p>Source: Besicovitch, "On the linear independence of fractional powers of integers", Journal of
 * the London Mathematical Society 15, 1940.
 */
final class RootClass {
  private final double[] multiples;
  private final double factor;

  private RootClass(double[] multiples, double factor) {
    this.multiples = multiples;
    this.factor = factor;
  }

  /** The classes of some matrices, in the order of their m. */
  static List<RootClass> of(List<HadamardMatrix> blocks) {
    int dimension = blocks.stream().mapToInt(HadamardMatrix::size).sum();
    Map<Integer, Integer> roots = new TreeMap<>();
    for (HadamardMatrix block : blocks) {
      int root = root(block.size());
      roots.merge(squareFree(block.size()), root, RootClass::leastCommonMultiple);
    }
    List<RootClass> classes = new ArrayList<>();
    roots.forEach(
        (squareFree, multiple) -> {
          double[] multiples = new double[dimension];
          int from = 0;
          for (HadamardMatrix block : blocks) {
            int to = from + block.size();
            if (squareFree(block.size()) == squareFree) {
              Arrays.fill(multiples, from, to, multiple / root(block.size()));
            }
            from = to;
          }
          classes.add(new RootClass(multiples, 1 / (multiple * Math.sqrt(squareFree))));
        });
    return List.copyOf(classes);
  }

  /**
   * Returns how often each coordinate's scale holds the factor of the class; 0 outside the class.
   */
  double[] multiples() {
    return multiples.clone();
  }

  /** 1/(l·√m), l being the least common multiple of all k. */
  double factor() {
    return factor;
  }

  private static int squareFree(int size) {
    int root = root(size);
    return size / (root * root);
  }

  /** The largest number whose square divides the size. */
  private static int root(int size) {
    int root = (int) Math.sqrt(size);
    while (size % (root * root) != 0) {
      root--;
    }
    return root;
  }

  private static int leastCommonMultiple(int a, int b) {
    int multiple = a;
    while (multiple % b != 0) {
      multiple += a;
    }
    return multiple;
  }
}
