package org.orthant.quantizers;

import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.orthant.api.Doc;
import org.orthant.api.Id;
import org.orthant.api.Seed;
import org.orthant.api.model.LayerShape;
import org.orthant.api.model.Storage;
import org.orthant.api.model.VectorMap;
import org.orthant.api.spi.Quantizer;
import org.orthant.api.spi.Role;
import org.orthant.api.spi.Sample;

/** Keeps every vector as it is; the measure of what the others lose. */
@Id("identity")
@Doc(value = "Keeps every vector as it is", formula = "q(x) = x")
public record Identity() implements Quantizer {

  /** Numbers of float32. */
  @Override
  public Optional<Storage> storage(LayerShape shape, Role role) {
    return Optional.of(Storage.floats());
  }

  /** Nothing is fitted: the map is the same for every sample and seed. */
  @Override
  public VectorMap fit(Sample sample, Seed seed) {
    return Identity::copy;
  }

  private static INDArray copy(INDArray rows) {
    return rows.dup('c');
  }
}
