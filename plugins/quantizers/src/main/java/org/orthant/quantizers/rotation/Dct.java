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
 * The orthonormal discrete cosine transform DCT-II of the vector in its own order, without random
 * signs. Its first axis is the mean; the others are waves, near the principal components of smooth
 * data, so that energy gathers in few components where {@link Hadamard} spreads it.
 *
 * <p>Source: Ahmed, Natarajan and Rao, "Discrete cosine transform", IEEE Transactions on Computers
 * 23, 1974.
 */
@Id("dct")
@Doc(
    value = "The orthonormal discrete cosine transform, without random signs",
    formula = "R_ki = c_k cos(π (2i + 1) k / 2d), c_0 = √(1/d), else √(2/d)",
    source = "Ahmed, Natarajan and Rao, IEEE Transactions on Computers 23, 1974")
public record Dct() implements Rotation {

  @Override
  public double applyCost(LayerShape shape, Role role) {
    return CosineTransform.cost(role.dimension(shape));
  }

  /** No bits; what the fast transform takes. */
  @Override
  public Optional<Turn> turn(LayerShape shape, Role role) {
    return Optional.of(new Turn(0, CosineTransform.multiplyAdds(role.dimension(shape))));
  }

  /** Only the number of components is taken from the sample: the seed changes nothing. */
  @Override
  public Isometry fit(Sample sample, Seed seed) {
    return new CosineTransform(sample.role().dimension(sample.shape()));
  }
}
