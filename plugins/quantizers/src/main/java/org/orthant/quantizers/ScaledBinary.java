package org.orthant.quantizers;

import java.util.Optional;
import org.orthant.api.Doc;
import org.orthant.api.Id;
import org.orthant.api.Seed;
import org.orthant.api.model.LayerShape;
import org.orthant.api.model.Storage;
import org.orthant.api.model.VectorMap;
import org.orthant.api.spi.Quantizer;
import org.orthant.api.spi.Role;
import org.orthant.api.spi.Sample;

/**
 * The sign of each component times one scale per row, α = ‖x‖₁/d: of all vectors of equal
 * magnitudes the closest to x. θ(0) = −1 as in {@link Binary}; a row of zeros, whose α is 0, stays.
 *
 * <p>The angle to x is that of {@link Binary}; what differs is the norm, and with it how filters of
 * one layer compare. Positive factors of a row pass through, and a second application changes
 * nothing (in float64 up to rounding).
 *
 * <p>For activations α is the mean magnitude over the channels of one position: the matrix A of
 * XNOR-Net, section 3.2, before its box filter.
 *
 * <p>Source: Rastegari et al., arXiv 1603.05279, section 3.1.
 */
@Id("scaled-binary")
@Doc(
    value = "Keeps the sign of each component, and the mean magnitude of each row",
    formula = "q(x) = α·θ(x), α = ‖x‖₁/d",
    source = "Rastegari et al., XNOR-Net, arXiv 1603.05279; θ(0) = −1")
public record ScaledBinary() implements Quantizer {

  /** A bit each, and a scale per vector. */
  @Override
  public Optional<Storage> storage(LayerShape shape, Role role) {
    return Optional.of(Storage.signs().and((long) Storage.FLOAT_BITS * role.vectors(shape)));
  }

  /** Nothing is fitted: the map is the same for every sample and seed. */
  @Override
  public VectorMap fit(Sample sample, Seed seed) {
    return new RowByRow(ScaledBinary::scaledSigns);
  }

  private static void scaledSigns(double[] row) {
    double scale = Magnitudes.mean(row);
    for (int i = 0; i < row.length; i++) {
      // Of 0 too the sign is −, and no number decides a jump.
      row[i] = Math.copySign(scale, row[i] - Double.MIN_VALUE);
    }
  }
}
