package org.orthant.dl4j;

import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.orthant.api.Seed;
import org.orthant.api.model.LayerShape;
import org.orthant.api.model.VectorMap;
import org.orthant.api.spi.Quantizer;
import org.orthant.api.spi.Role;
import org.orthant.api.spi.Sample;

/**
 * A quantizer that is fitted to the first rows it meets, those of the network before its first
 * step, and stays fixed from then on.
 */
final class FittedOnFirstUse implements VectorMap {
  private final Quantizer quantizer;
  private final LayerShape shape;
  private final Role role;
  private final Seed seed;
  private VectorMap map;

  FittedOnFirstUse(Quantizer quantizer, LayerShape shape, Role role, Seed seed) {
    this.quantizer = quantizer;
    this.shape = shape;
    this.role = role;
    this.seed = seed;
  }

  @Override
  public INDArray apply(INDArray rows) {
    if (map == null) {
      map = fit(rows);
    }
    return map.apply(rows);
  }

  private VectorMap fit(INDArray rows) {
    // What the map keeps must outlive the step in which it is fitted.
    try (MemoryWorkspace ignored = Nd4j.getMemoryManager().scopeOutOfWorkspaces()) {
      return quantizer.fit(new FirstRows(shape, role, rows.dup('c')), seed);
    }
  }

  private record FirstRows(LayerShape shape, Role role, INDArray rows) implements Sample {}
}
