package org.orthant.quantizers;

import java.util.Arrays;
import java.util.Optional;
import org.orthant.api.Doc;
import org.orthant.api.Id;
import org.orthant.api.InvalidParameterException;
import org.orthant.api.Seed;
import org.orthant.api.model.LayerShape;
import org.orthant.api.model.Storage;
import org.orthant.api.model.VectorMap;
import org.orthant.api.spi.Quantizer;
import org.orthant.api.spi.Role;
import org.orthant.api.spi.Sample;

/**
 * A sum of scaled sign vectors, each the {@link ScaledBinary} of what the ones before left: at most
 * 2^terms values per row. Each term takes d·α² off the squared error. θ(0) = −1; a row of zeros
 * stays.
 *
 * <p>Positive factors of a row pass through. With one term a second application changes nothing;
 * with more it does in general, because later terms are not orthogonal to the first and move the
 * mean magnitude.
 *
 * <p>For activations the terms are those of one position over its channels, as inputs are binarized
 * by Li et al., arXiv 1708.08687.
 *
 * <p>Source: Guo et al., arXiv 1706.02021, direct approximation.
 *
 * @param terms how many sign vectors, between 1 and 32
 */
@Id("residual-binary")
@Doc(
    value = "Adds up sign vectors, each scaled to what the ones before left of the row",
    formula = "q(x) = Σ αᵢ·θ(rᵢ), αᵢ = ‖rᵢ‖₁/d, r₁ = x, rᵢ₊₁ = rᵢ − αᵢ·θ(rᵢ)",
    source = "Guo et al., Network Sketching, arXiv 1706.02021")
public record ResidualBinary(@Doc("how many sign vectors, between 1 and 32") int terms)
    implements Quantizer {

  public ResidualBinary {
    InvalidParameterException.unless(
        terms >= 1 && terms <= 32, "terms", "must be between 1 and 32", terms);
  }

  /** Two terms. */
  public ResidualBinary() {
    this(2);
  }

  /** A bit per term, and a scale per term and vector. */
  @Override
  public Optional<Storage> storage(LayerShape shape, Role role) {
    return Optional.of(
        Storage.of(Storage.Kind.SIGN, terms)
            .sumOf(terms)
            .and((long) terms * Storage.FLOAT_BITS * role.vectors(shape)));
  }

  /** Nothing is fitted: the map is the same for every sample and seed. */
  @Override
  public VectorMap fit(Sample sample, Seed seed) {
    return new RowByRow(this::sketch);
  }

  private void sketch(double[] row) {
    double[] residual = row.clone();
    Arrays.fill(row, 0);
    for (int term = 0; term < terms; term++) {
      double scale = Magnitudes.mean(residual);
      for (int i = 0; i < row.length; i++) {
        double part = residual[i] > 0 ? scale : -scale;
        row[i] += part;
        residual[i] -= part;
      }
    }
  }
}
