package org.orthant.quantizers;

import java.util.function.Consumer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.orthant.api.model.VectorMap;

/**
 * A map that treats each row by itself, in float64 whatever the array's type.
 *
 * <p>For float32 this leaves room for every sum of magnitudes or squares, so that a finite row has
 * a finite image: what exceeds the type's range saturates at its end. Zeros come out as +0, never
 * −0.
 *
 * @param quantize replaces the components of a row by those of its image
 */
record RowByRow(Consumer<double[]> quantize) implements VectorMap {

  @Override
  public INDArray apply(INDArray rows) {
    boolean single = rows.dataType() == DataType.FLOAT;
    double[] components = components(rows);
    double[] row = new double[rows.columns()];
    for (int start = 0; start < components.length; start += row.length) {
      System.arraycopy(components, start, row, 0, row.length);
      quantize.accept(row);
      for (int i = 0; i < row.length; i++) {
        // Adding +0 turns −0 into +0.
        components[start + i] = (single ? toFloat32(row[i]) : row[i]) + 0.0;
      }
    }
    return Nd4j.create(components, rows.shape(), rows.dataType());
  }

  private static double toFloat32(double value) {
    return (float) Math.max(-Float.MAX_VALUE, Math.min(Float.MAX_VALUE, value));
  }

  /** All components of an array, row after row. */
  static double[] components(INDArray rows) {
    return rows.dup('c').data().asDouble();
  }
}
