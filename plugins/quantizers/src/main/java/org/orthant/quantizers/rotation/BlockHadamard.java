package org.orthant.quantizers.rotation;

import java.util.ArrayList;
import java.util.List;
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
 * Hadamard matrices side by side, so that every size is served: the largest that fits, then the
 * largest that fits into the rest, and so on, such as 27 = 24 + 2 + 1. Where one block is enough,
 * it equals {@link Hadamard}.
 *
 * <p>Blocks do not mix with one another. Neighbouring coordinates are often alike, and a small
 * block that held the few large ones would leave them unmixed with the rest; therefore the
 * coordinates are shuffled before they are dealt to several blocks.
 */
@Id("block-hadamard")
@Doc(
    value = "Hadamard matrices as blocks that cover any size exactly, largest first",
    formula =
        "R = diag(H₁/√d₁, H₂/√d₂, …) D P, d₁ + d₂ + … = d, D random signs, P a random order"
            + " where there are several blocks")
public record BlockHadamard() implements Rotation {

  @Override
  public double applyCost(LayerShape shape, Role role) {
    return RandomizedHadamard.cost(role.dimension(shape));
  }

  /** The signs, and the order where there are several blocks. */
  @Override
  public Optional<Turn> turn(LayerShape shape, Role role) {
    int dimension = role.dimension(shape);
    List<HadamardMatrix> blocks = blocks(dimension);
    Turn signed = RandomizedHadamard.turn(blocks);
    return Optional.of(blocks.size() == 1 ? signed : CoordinateOrder.turn(dimension).and(signed));
  }

  /** Only the number of components is taken from the sample. */
  @Override
  public Isometry fit(Sample sample, Seed seed) {
    int dimension = sample.role().dimension(sample.shape());
    List<HadamardMatrix> blocks = blocks(dimension);
    CoordinateOrder order =
        blocks.size() == 1
            ? CoordinateOrder.natural(dimension)
            : CoordinateOrder.random(dimension, seed.fork("order"));
    return new RandomizedHadamard(order, blocks, seed.fork("signs"));
  }

  private static List<HadamardMatrix> blocks(int dimension) {
    List<HadamardMatrix> blocks = new ArrayList<>();
    int rest = dimension;
    while (rest > 0) {
      HadamardMatrix block = HadamardMatrix.of(HadamardMatrix.sizeUpTo(rest));
      blocks.add(block);
      rest -= block.size();
    }
    return List.copyOf(blocks);
  }
}
