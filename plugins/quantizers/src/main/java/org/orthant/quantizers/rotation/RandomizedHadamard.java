package org.orthant.quantizers.rotation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.orthant.api.RandomNumbers;
import org.orthant.api.Seed;
import org.orthant.api.model.Isometry;
import org.orthant.api.model.Turn;
import org.orthant.api.model.WholeRows;

/**
 * Coordinates in some order, each with a random sign, then Hadamard matrices side by side.
 *
 * <p>float32 vectors are transformed many at a time in float32, float64 vectors one by one in
 * float64. In float32 the matrices are scaled by a power of two at first, which is exact and keeps
 * every sum in between below twice the vector's length, and by the rest in the end.
 */
final class RandomizedHadamard implements Isometry {
  private final CoordinateOrder order;
  private final double[] signs;
  private final List<HadamardMatrix> blocks;
  private final List<HadamardMatrix> transposed;
  private final Isometry doubles = new Doubles();
  private final LanewiseMap applyFloats;
  private final LanewiseMap undoFloats;
  private final List<RootClass> classes;

  /**
   * @param blocks whose sizes add up to the number of coordinates
   * @param seed for the signs
   */
  RandomizedHadamard(CoordinateOrder order, List<HadamardMatrix> blocks, Seed seed) {
    this.order = order;
    this.signs = signs(order.dimension(), seed.generator());
    this.blocks = blocks;
    this.transposed = blocks.stream().map(HadamardMatrix::transposed).toList();
    double[] first = new double[signs.length];
    double[] rest = new double[signs.length];
    scales(blocks, first, rest);
    this.applyFloats =
        new LanewiseMap(order.restore(product(signs, first)), this::multiplied, rest);
    this.undoFloats =
        new LanewiseMap(first, this::multipliedBack, order.restore(product(signs, rest)));
    this.classes = RootClass.of(blocks);
  }

  private float[][] multiplied(float[][] batch) {
    float[][] arranged = order.arrange(batch);
    multiply(blocks, arranged);
    return arranged;
  }

  private float[][] multipliedBack(float[][] batch) {
    multiply(transposed, batch);
    return order.restore(batch);
  }

  /**
   * About how many multiply-adds of a matrix product take as long as one vector of d components: of
   * d·log₂ d additions each takes as long as 10, as measured for d from 27 to 4608.
   */
  static double cost(int dimension) {
    return 10.0 * dimension * (Integer.SIZE - Integer.numberOfLeadingZeros(dimension));
  }

  /** The signs, a bit each; the additions of the matrices, and a factor for each component. */
  static Turn turn(List<HadamardMatrix> blocks) {
    long dimension = blocks.stream().mapToLong(HadamardMatrix::size).sum();
    return new Turn(
        dimension, dimension + blocks.stream().mapToLong(HadamardMatrix::additions).sum());
  }

  private static double[] signs(int dimension, RandomNumbers generator) {
    double[] signs = new double[dimension];
    for (int i = 0; i < dimension; i++) {
      signs[i] = generator.nextBoolean() ? 1 : -1;
    }
    return signs;
  }

  /** Factors whose products are each block's 1 / √size, the first of them powers of two. */
  private static void scales(List<HadamardMatrix> blocks, double[] first, double[] rest) {
    int from = 0;
    for (HadamardMatrix block : blocks) {
      int to = from + block.size();
      double root = Math.sqrt(block.size());
      double power = Math.scalb(1.0, -Math.getExponent(root));
      Arrays.fill(first, from, to, power);
      Arrays.fill(rest, from, to, 1 / (root * power));
      from = to;
    }
  }

  private static double[] product(double[] x, double[] y) {
    return IntStream.range(0, x.length).mapToDouble(i -> x[i] * y[i]).toArray();
  }

  private static void multiply(List<HadamardMatrix> blocks, float[][] batch) {
    int from = 0;
    for (HadamardMatrix block : blocks) {
      block.applySigns(batch, from);
      from += block.size();
    }
  }

  @Override
  public INDArray apply(INDArray rows) {
    return rows.dataType() == DataType.DOUBLE ? doubles.apply(rows) : applyFloats.apply(rows);
  }

  @Override
  public INDArray undo(INDArray rows) {
    return rows.dataType() == DataType.DOUBLE ? doubles.undo(rows) : undoFloats.apply(rows);
  }

  /** Leaves the vectors in their batch in between. */
  @Override
  public INDArray conjugate(INDArray rows, Elementwise function) {
    return applyFloats.then(function, undoFloats).apply(rows);
  }

  /** Has a term for each class of blocks; empty where float32 might round the numbers of one. */
  @Override
  public Optional<WholeRows> undoInWholeNumbers(WholeRows rows) {
    double largestMultiple =
        classes.stream().flatMapToDouble(each -> Arrays.stream(each.multiples())).max().orElse(0);
    if (rows.largestSum() * largestMultiple >= WholeRows.EXACT_BELOW) {
      return Optional.empty();
    }
    List<WholeRows.Term> terms = new ArrayList<>();
    for (WholeRows.Term term : rows.terms()) {
      for (RootClass each : classes) {
        terms.add(
            new WholeRows.Term(
                undoBySigns(each, term.numbers()), term.factors().mul(each.factor())));
      }
    }
    return Optional.of(new WholeRows(terms));
  }

  private INDArray undoBySigns(RootClass each, INDArray rows) {
    return new LanewiseMap(each.multiples(), this::multipliedBack, order.restore(signs))
        .apply(rows);
  }

  /** The same, one vector after the other. */
  private final class Doubles extends VectorwiseIsometry {
    @Override
    double[] forward(double[] vector) {
      double[] arranged = order.arrange(vector);
      multiplyBySigns(arranged);
      multiply(blocks, arranged);
      return arranged;
    }

    @Override
    double[] backward(double[] vector) {
      multiply(transposed, vector);
      multiplyBySigns(vector);
      return order.restore(vector);
    }

    private void multiplyBySigns(double[] vector) {
      for (int i = 0; i < vector.length; i++) {
        vector[i] *= signs[i];
      }
    }

    private void multiply(List<HadamardMatrix> matrices, double[] vector) {
      int from = 0;
      for (HadamardMatrix block : matrices) {
        block.apply(vector, from);
        from += block.size();
      }
    }
  }
}
