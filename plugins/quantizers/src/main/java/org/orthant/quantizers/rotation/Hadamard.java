package org.orthant.quantizers.rotation;

import java.util.List;
import java.util.Locale;
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
 * Random signs, then a Hadamard matrix: each new component is a sum of all old ones, each with sign
 * + or −. Sizes are powers of two and their products with any of 12, 20, 28 and 36; others are not
 * served, since padding to one of them and cutting off again is no isometry. Matrices of many other
 * multiples of 4 are known, such as Paley's of size 44, and not built here; a size above 2 that is
 * no multiple of 4 has none.
 *
 * <p>Source: Ailon and Chazelle, "The fast Johnson-Lindenstrauss transform", SIAM Journal on
 * Computing 39, 2009, for HD; Paley 1933 for sizes beyond powers of two.
 */
@Id("hadamard")
@Doc(
    value = "Random signs, then a Hadamard matrix; sizes 2^k times any of 12, 20, 28, 36",
    formula = "R = H D / √d, H Hᵀ = d I, D random signs",
    source = "Ailon and Chazelle, SIAM Journal on Computing 39, 2009; Paley 1933")
public record Hadamard() implements Rotation {

  @Override
  public Optional<String> unsupported(LayerShape shape, Role role) {
    int dimension = role.dimension(shape);
    return HadamardMatrix.exists(dimension)
        ? Optional.empty()
        : Optional.of(
            String.format(
                Locale.ROOT,
                "no Hadamard matrix of size %d %s; the nearest sizes are %d and %d",
                dimension,
                dimension % 4 == 0 ? "that Orthant builds" : "exists",
                HadamardMatrix.sizeUpTo(dimension),
                HadamardMatrix.sizeFrom(dimension)));
  }

  @Override
  public double applyCost(LayerShape shape, Role role) {
    return RandomizedHadamard.cost(role.dimension(shape));
  }

  /** The signs. */
  @Override
  public Optional<Turn> turn(LayerShape shape, Role role) {
    int dimension = role.dimension(shape);
    return Optional.of(dimension).filter(HadamardMatrix::exists).map(Hadamard::turn);
  }

  private static Turn turn(int dimension) {
    return RandomizedHadamard.turn(List.of(HadamardMatrix.of(dimension)));
  }

  /** Only the number of components is taken from the sample. */
  @Override
  public Isometry fit(Sample sample, Seed seed) {
    int dimension = sample.role().dimension(sample.shape());
    return new RandomizedHadamard(
        CoordinateOrder.natural(dimension),
        List.of(HadamardMatrix.of(dimension)),
        seed.fork("signs"));
  }
}
