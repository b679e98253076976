package org.orthant.quantizers;

import java.util.Optional;
import org.orthant.api.Doc;
import org.orthant.api.Id;
import org.orthant.api.Seed;
import org.orthant.api.model.LayerShape;
import org.orthant.api.model.Sign;
import org.orthant.api.model.Storage;
import org.orthant.api.model.VectorMap;
import org.orthant.api.spi.Quantizer;
import org.orthant.api.spi.Role;
import org.orthant.api.spi.Sample;

/**
 * The sign of each component, never 0: θ(0) = −1, and so is θ(−0).
 *
 * <p>NaN has no sign. Like every comparison with it, this one fails and would give −1, which is why
 * the framework refuses vectors that are not finite before a quantizer sees them.
 *
 * <p>Source: Courbariaux et al., arXiv 1602.02830, equation 1; Anderson and Berg, arXiv 1705.07199,
 * whose θ(0) = −1 this follows where the former has +1.
 */
@Id("binary")
@Doc(
    value = "Keeps only the sign of each component",
    formula = "θ(x) = +1 if x > 0, else −1",
    source = "Courbariaux et al., arXiv 1602.02830; θ(0) as in Anderson and Berg, arXiv 1705.07199")
public record Binary() implements Quantizer {

  /** A bit each. */
  @Override
  public Optional<Storage> storage(LayerShape shape, Role role) {
    return Optional.of(Storage.signs());
  }

  /** Nothing is fitted: the map is the same for every sample and seed. */
  @Override
  public VectorMap fit(Sample sample, Seed seed) {
    return new Sign();
  }
}
