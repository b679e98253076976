package org.orthant.quantizers.rotation;

import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.util.function.UnaryOperator;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.orthant.api.model.Isometry;

/** An isometry that transforms one vector after the other, in double precision. */
abstract class VectorwiseIsometry implements Isometry {

  /** Rx. May overwrite its argument. */
  abstract double[] forward(double[] vector);

  /** Rᵀy. May overwrite its argument. */
  abstract double[] backward(double[] vector);

  @Override
  public final INDArray apply(INDArray rows) {
    return each(rows, this::forward);
  }

  @Override
  public final INDArray undo(INDArray rows) {
    return each(rows, this::backward);
  }

  private static INDArray each(INDArray rows, UnaryOperator<double[]> transform) {
    INDArray result = rows.dup('c');
    int dimension = (int) rows.size(1);
    if (rows.dataType() == DataType.DOUBLE) {
      eachDouble(result.data().asNioDouble(), dimension, transform);
    } else {
      eachFloat(result.data().asNioFloat(), dimension, transform);
    }
    return result;
  }

  private static void eachDouble(
      DoubleBuffer values, int dimension, UnaryOperator<double[]> transform) {
    double[] vector = new double[dimension];
    for (int from = 0; from < values.limit(); from += dimension) {
      values.get(from, vector);
      values.put(from, transform.apply(vector));
    }
  }

  private static void eachFloat(
      FloatBuffer values, int dimension, UnaryOperator<double[]> transform) {
    float[] row = new float[dimension];
    double[] vector = new double[dimension];
    for (int from = 0; from < values.limit(); from += dimension) {
      values.get(from, row);
      for (int i = 0; i < dimension; i++) {
        vector[i] = row[i];
      }
      double[] transformed = transform.apply(vector);
      for (int i = 0; i < dimension; i++) {
        row[i] = (float) transformed[i];
      }
      values.put(from, row);
    }
  }
}
