package org.orthant.quantizers.grid;

import java.util.function.Function;
import org.orthant.api.spi.Quantizer;
import org.orthant.api.spi.Sample;

/** A quantizer that rounds each component by itself once the grids of its row are chosen. */
public interface GridQuantizer extends Quantizer {

  /**
   * Fixes what stays fixed for a layer's weights.
   *
   * @param sample of role weights
   * @return chooses the grids of a row [d]; it leaves the row as it is
   */
  Function<double[], RowGrids> grids(Sample sample);
}
