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
 * Floating-point numbers of four bits that share a power of two as their scale, a block of
 * consecutive components each: in the order (kernel row, kernel column, channel) for weights, along
 * the channels of a position for what enters or leaves a layer. The last block may be smaller.
 *
 * <p>The scale 2^(⌊log₂ max|x|⌋ − 2) puts the largest magnitude of a block between 4 and 8, and
 * what is above 6 saturates. Scales are from 2^−127 to 2^127. They are found again at each
 * application, at each position too: no range is fixed by a sample.
 *
 * <p>A second application changes nothing; factors of a row that are powers of two pass through, as
 * far as scales reach. Zeros stay.
 *
 * <p>Source: Open Compute Project, Microscaling Formats (MX) Specification 1.0; Rouhani et al.,
 * arXiv 2310.10537, algorithm 1.
 *
 * @param block how many components share a scale, at least 1
 */
@Id("mxfp4")
@Doc(
    value = "Rounds each component to a float of four bits, with a power of two per block",
    formula =
        "q(x) = s·e(x/s), s = 2^(⌊log₂ max|x|⌋ − 2) per block, e to the nearest of 0, ±½, ±1, ±1½,"
            + " ±2, ±3, ±4, ±6, ties to even",
    source = "OCP Microscaling Formats (MX) Specification 1.0; Rouhani et al., arXiv 2310.10537")
public record Mxfp4(@Doc("how many components share a scale, at least 1") int block)
    implements GridQuantizer {
  private static final int EXPONENT_BITS = 8;

  public Mxfp4 {
    InvalidParameterException.unless(block >= 1, "block", "must be at least 1", block);
  }

  /** The 32 components of the specification. */
  public Mxfp4() {
    this(32);
  }

  /** Four bits each, and eight of exponent per block. */
  @Override
  public Optional<Storage> storage(LayerShape shape, Role role) {
    return Optional.of(
        Storage.of(Storage.Kind.FLOAT, 4).and((long) EXPONENT_BITS * blocks(shape, role)));
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
    return RowGrids.of(row, block, E2m1Grid::of);
  }
}
