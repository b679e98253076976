package org.orthant.testkit;

import java.util.function.UnaryOperator;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.orthant.api.model.VectorMap;

/** A map that does what is asked of it, by a function of one row. */
record RowByRow(UnaryOperator<double[]> row) implements VectorMap {

  @Override
  public INDArray apply(INDArray rows) {
    double[][] vectors = rows.castTo(DataType.DOUBLE).toDoubleMatrix();
    for (int r = 0; r < vectors.length; r++) {
      vectors[r] = row.apply(vectors[r]);
    }
    return Nd4j.createFromArray(vectors).castTo(rows.dataType());
  }
}
