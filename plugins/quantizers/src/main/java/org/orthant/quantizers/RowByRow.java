package org.orthant.quantizers;

import java.util.Optional;
import java.util.function.Consumer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.orthant.api.array.Dense;
import org.orthant.api.array.Floats;
import org.orthant.api.model.VectorMap;

/**
 * A map that treats each row by itself, in float64 whatever the array's type.
 *
 * <p>For float32 this leaves room for every sum of magnitudes or squares, so that a finite row has
 * a finite image: what exceeds the type's range saturates at its end. Zeros come out as +0, never
 * −0.
 *
 * @param quantize replaces the components of some rows by those of their images, row after row
 * @param atOnce how many rows it is given at the most, at least 1
 * @param isElementwise whether it takes each component by itself
 */
public record RowByRow(Consumer<double[]> quantize, int atOnce, boolean isElementwise)
    implements VectorMap {

  /** Of numbers that are mapped by themselves: so many stay in the first cache. */
  private static final int BLOCK = 2048;

  /** One row at a time. */
  public RowByRow(Consumer<double[]> quantize) {
    this(quantize, 1, false);
  }

  @Override
  public INDArray apply(INDArray rows) {
    int block = (int) Math.min(rows.length(), (long) atOnce * rows.columns());
    return rows.dataType() == DataType.DOUBLE ? ofDoubles(rows, block) : ofFloats(rows, block);
  }

  @Override
  public Optional<Elementwise> elementwise() {
    return isElementwise ? Optional.of(this::map) : Optional.empty();
  }

  private void map(float[] from, float[] to) {
    double[] some = new double[Math.min(from.length, BLOCK)];
    for (int start = 0; start < from.length; start += some.length) {
      some = fitting(some, from.length - start);
      map(from, to, start, some);
    }
  }

  /** Maps as many numbers as the block holds. */
  private void map(float[] from, float[] to, int start, double[] some) {
    for (int i = 0; i < some.length; i++) {
      some[i] = from[start + i];
    }
    quantize.accept(some);
    for (int i = 0; i < some.length; i++) {
      to[start + i] = toFloat32(some[i]) + 0f;
    }
  }

  private INDArray ofDoubles(INDArray rows, int block) {
    double[] components = components(rows);
    double[] some = new double[block];
    for (int start = 0; start < components.length; start += some.length) {
      some = fitting(some, components.length - start);
      System.arraycopy(components, start, some, 0, some.length);
      quantize.accept(some);
      for (int i = 0; i < some.length; i++) {
        // Adding +0 turns −0 into +0.
        components[start + i] = some[i] + 0.0;
      }
    }
    return Nd4j.create(components, rows.shape(), DataType.DOUBLE);
  }

  private INDArray ofFloats(INDArray rows, int block) {
    float[] components = Floats.of(Dense.of(rows));
    double[] some = new double[block];
    for (int start = 0; start < components.length; start += some.length) {
      some = fitting(some, components.length - start);
      map(components, components, start, some);
    }
    return Floats.array(components, rows.shape());
  }

  /** The block itself, or a smaller one where fewer components are left. */
  private static double[] fitting(double[] block, int left) {
    return left < block.length ? new double[left] : block;
  }

  private static float toFloat32(double value) {
    return (float) Math.max(-Float.MAX_VALUE, Math.min(Float.MAX_VALUE, value));
  }

  /**
   * All components of an array, row after row.
   *
   * @param rows float32 or float64
   */
  public static double[] components(INDArray rows) {
    if (rows.dataType() == DataType.DOUBLE) {
      return rows.dup('c').data().asDouble();
    }
    float[] singles = Floats.of(Dense.of(rows));
    double[] components = new double[singles.length];
    for (int i = 0; i < components.length; i++) {
      components[i] = singles[i];
    }
    return components;
  }
}
