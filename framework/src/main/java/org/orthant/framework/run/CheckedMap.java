package org.orthant.framework.run;

import java.util.Arrays;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.orthant.api.measure.Dense;
import org.orthant.api.model.VectorMap;

/** Holds a plugin's map to its contract: the shape stays, and every number is finite. */
record CheckedMap(String name, VectorMap map) implements VectorMap {

  @Override
  public INDArray apply(INDArray rows) {
    INDArray result = map.apply(rows);
    if (!Arrays.equals(result.shape(), rows.shape()) || result.dataType() != rows.dataType()) {
      throw new AnalysisException(
          "%s returned %s %s for %s %s"
              .formatted(
                  name,
                  result.dataType(),
                  Arrays.toString(result.shape()),
                  rows.dataType(),
                  Arrays.toString(rows.shape())));
    }
    Finite.require(result, name);
    return Dense.of(result);
  }
}
