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

/**
 * Changes the order of the coordinates at random. Whatever quantizes component by component, like
 * θ, gives the same result as without it: a control that a generalized binarization gains from
 * mixing coordinates and from nothing else.
 */
@Id("permutation")
@Doc(
    value =
        "Changes the order of the coordinates at random; with binary a control equal to no rotation",
    formula = "(Rx)_i = x_π(i); θ(Rx) = Rθ(x)")
public record Permutation() implements Rotation {

  @Override
  public double applyCost(LayerShape shape, Role role) {
    return 20.0 * role.dimension(shape);
  }

  /** The order alone. */
  @Override
  public Optional<Turn> turn(LayerShape shape, Role role) {
    return Optional.of(CoordinateOrder.turn(role.dimension(shape)));
  }

  /** Only the number of components is taken from the sample. */
  @Override
  public Isometry fit(Sample sample, Seed seed) {
    return new Permuted(CoordinateOrder.random(sample.role().dimension(sample.shape()), seed));
  }

  private static final class Permuted extends VectorwiseIsometry {
    private final CoordinateOrder order;

    Permuted(CoordinateOrder order) {
      this.order = order;
    }

    @Override
    double[] forward(double[] vector) {
      return order.arrange(vector);
    }

    @Override
    double[] backward(double[] vector) {
      return order.restore(vector);
    }
  }
}
