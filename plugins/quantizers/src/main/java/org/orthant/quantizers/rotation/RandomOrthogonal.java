package org.orthant.quantizers.rotation;

import java.util.Optional;
import org.orthant.api.Doc;
import org.orthant.api.Id;
import org.orthant.api.InvalidParameterException;
import org.orthant.api.Seed;
import org.orthant.api.model.Isometry;
import org.orthant.api.model.LayerShape;
import org.orthant.api.model.Turn;
import org.orthant.api.spi.Role;
import org.orthant.api.spi.Rotation;
import org.orthant.api.spi.Sample;

/**
 * An orthogonal matrix at random, all equally likely; it has no structure that data could be
 * aligned with. Applying it takes d² multiply-adds a vector.
 *
 * <p>Source: Mezzadri, arXiv math-ph/0609050; Stewart, SIAM Journal on Numerical Analysis 17, 1980.
 */
@Id("random-orthogonal")
@Doc(
    value = "An orthogonal matrix at random, all equally likely",
    formula = "R = Q of G = QR, G Gaussian, R's diagonal positive (Haar measure)",
    source =
        "Mezzadri, arXiv math-ph/0609050; Stewart, SIAM Journal on Numerical Analysis 17, 1980")
public record RandomOrthogonal(
    @Doc("The most components a vector may have; time grows with their third power") int limit)
    implements Rotation {

  public RandomOrthogonal {
    InvalidParameterException.unless(limit >= 1, "limit", "must be at least 1", limit);
  }

  public RandomOrthogonal() {
    this(2304);
  }

  @Override
  public Optional<String> unsupported(LayerShape shape, Role role) {
    return DenseIsometry.beyond(limit, shape, role);
  }

  @Override
  public double fitCost(LayerShape shape, Role role) {
    return HaarMatrix.cost(role.dimension(shape));
  }

  /** A matrix. */
  @Override
  public Optional<Turn> turn(LayerShape shape, Role role) {
    return Optional.of(Turn.matrix(role.dimension(shape)));
  }

  /** Only the number of components is taken from the sample. */
  @Override
  public Isometry fit(Sample sample, Seed seed) {
    return DenseIsometry.of(
        HaarMatrix.draw(sample.role().dimension(sample.shape()), seed.generator()));
  }
}
