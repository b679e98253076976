package org.orthant.quantizers.floats;

import java.util.Optional;
import java.util.function.Function;
import org.orthant.api.Doc;
import org.orthant.api.Id;
import org.orthant.api.InvalidParameterException;
import org.orthant.api.Seed;
import org.orthant.api.model.LayerShape;
import org.orthant.api.model.Storage;
import org.orthant.api.model.VectorMap;
import org.orthant.api.spi.Role;
import org.orthant.api.spi.Sample;
import org.orthant.quantizers.RowByRow;
import org.orthant.quantizers.grid.GridQuantizer;
import org.orthant.quantizers.grid.RowGrids;

/**
 * Sixteen values that normal numbers take about equally often, scaled to the largest magnitude of
 * each block of consecutive components in the order (kernel row, kernel column, channel). The last
 * block may be smaller. Scales are not rounded.
 *
 * <p>A second application changes nothing; factors of a row that are powers of two pass through.
 * Zeros stay.
 *
 * <p>Source: Dettmers et al., QLoRA, arXiv 2305.14314, without its second quantization of the
 * scales.
 *
 * @param block how many components share a scale, at least 1
 */
@Id("nf4")
@Doc(
    value = "Rounds each component to one of sixteen quantiles of a normal law, scaled per block",
    formula = "q(x) = s·n(x/s), s = max|x| per block, n to the nearest of sixteen values in −1 … 1",
    source = "Dettmers et al., QLoRA, arXiv 2305.14314, appendix E")
public record Nf4(@Doc("how many components share a scale, at least 1") int block)
    implements GridQuantizer {

  public Nf4 {
    InvalidParameterException.unless(block >= 1, "block", "must be at least 1", block);
  }

  /** The 64 components of QLoRA. */
  public Nf4() {
    this(64);
  }

  /** Serves weights: what enters or leaves a layer is far from normal, such as after a ReLU. */
  @Override
  public Optional<String> unsupported(LayerShape shape, Role role) {
    return role == Role.WEIGHTS
        ? Optional.empty()
        : Optional.of(
            "its values are for weights, which are about normal; for other vectors there are mxfp4"
                + " and uniform");
  }

  /** Four bits each, and a scale per block; the sixteen values are the format's. */
  @Override
  public Optional<Storage> storage(LayerShape shape, Role role) {
    return Optional.of(
        Storage.of(Storage.Kind.FLOAT, 4).and((long) Storage.FLOAT_BITS * blocks(shape, role)));
  }

  private long blocks(LayerShape shape, Role role) {
    int dimension = role.dimension(shape);
    return (long) role.vectors(shape) * ((dimension + block - 1L) / block);
  }

  /** Nothing is fitted: the map is the same for every sample and seed. */
  @Override
  public VectorMap fit(Sample sample, Seed seed) {
    return new RowByRow(row -> grids(row).snap(row));
  }

  @Override
  public Function<double[], RowGrids> grids(Sample sample) {
    return this::grids;
  }

  private RowGrids grids(double[] row) {
    return RowGrids.of(row, block, NormalGrid::of);
  }
}
