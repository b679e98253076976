package org.orthant.quantizers.rotation;

import java.util.Optional;
import org.orthant.api.Doc;
import org.orthant.api.Id;
import org.orthant.api.Seed;
import org.orthant.api.model.Isometry;
import org.orthant.api.model.LayerShape;
import org.orthant.api.model.Turn;
import org.orthant.api.spi.Role;
import org.orthant.api.spi.Rotation;
import org.orthant.api.spi.Sample;

/** Leaves the axes where they are: what the other rotations are compared with. */
@Id("identity")
@Doc(value = "Leaves the axes where they are", formula = "R = I")
public record IdentityRotation() implements Rotation {

  @Override
  public double applyCost(LayerShape shape, Role role) {
    return 20.0 * role.dimension(shape);
  }

  /** Nothing. */
  @Override
  public Optional<Turn> turn(LayerShape shape, Role role) {
    return Optional.of(Turn.NONE);
  }

  /** Nothing is fitted: the isometry is the same for every sample and seed. */
  @Override
  public Isometry fit(Sample sample, Seed seed) {
    return new Unchanged();
  }

  private static final class Unchanged extends VectorwiseIsometry {
    @Override
    double[] forward(double[] vector) {
      return vector;
    }

    @Override
    double[] backward(double[] vector) {
      return vector;
    }
  }
}
