package org.orthant.quantizers.covariance;

import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
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
import org.orthant.quantizers.RowByRow;
import org.orthant.quantizers.grid.GridQuantizer;
import org.orthant.quantizers.grid.RowGrids;
import org.orthant.quantizers.uniform.Uniform;

/**
 * Rounds the components of a filter one after the other, and lets those that are left make up for
 * the errors, so that products with the inputs change little. The grids are those that the
 * quantizer has for the filter as it is; the components go to other points of them.
 *
 * <p>H is fitted to the inputs of the network as trained, and stays. Where the components of the
 * inputs do not covary, the result is the quantizer's. Damping draws it there as well, since few
 * inputs tell little about H.
 *
 * <p>The inputs of a depthwise convolution are those of all channels together, so that its filters
 * share one H. Of other layers with groups nothing is known: their groups meet different channels.
 *
 * <p>The components are not tried again once they are rounded, so that it is not the best choice of
 * points, and for single filters it may even be worse than the quantizer's.
 *
 * <p>Source: Frantar et al., arXiv 2210.17323; the order as in its implementation.
 *
 * @param quantizer whose grids are known before anything is rounded
 * @param inputs how many input vectors, at least 1
 * @param damping at least 1e-6, finite
 * @param order which component is rounded first
 * @param limit how many components a filter may have
 */
@Id("covariance-rounding")
@Doc(
    value = "Rounds weights one after the other, each making up for the errors of those before",
    formula =
        "min (w − q) H (w − q)ᵀ, H = XᵀX/n + λI, λ = damping·mean(diag XᵀX/n): q_i nearest to w_i +"
            + " Σ_{j before i} (w_j − q_j)·l_ji/l_ii, H = LLᵀ, the last component first",
    source = "Frantar et al., GPTQ, arXiv 2210.17323; Chee et al., QuIP, arXiv 2307.13304")
public record CovarianceRounding(
    @Doc("Whose grids the weights are rounded to: uniform, mxfp4 or nf4") Quantizer quantizer,
    @Doc("How many of the layer's inputs, at least 1; more than a filter has components do best")
        int inputs,
    @Doc("What is added to H's diagonal, as a multiple of its mean; at least 1e-6") double damping,
    @Doc("As the components lie in the filter, or those with the largest inputs first")
        ColumnOrder order,
    @Doc("The most components a filter may have; time grows with their third power") int limit)
    implements Quantizer {

  /** So many filters at once share the reading of what their errors are distributed by. */
  private static final int AT_ONCE = 8;

  public CovarianceRounding {
    InvalidParameterException.unless(
        quantizer instanceof GridQuantizer,
        "quantizer",
        "must be uniform, mxfp4 or nf4, whose grids are known before anything is rounded",
        quantizer);
    InvalidParameterException.unless(inputs >= 1, "inputs", "must be at least 1", inputs);
    InvalidParameterException.unless(
        damping >= 1e-6 && damping < Double.POSITIVE_INFINITY,
        "damping",
        "must be a finite number of at least 1e-6",
        damping);
    InvalidParameterException.unless(limit >= 1, "limit", "must be at least 1", limit);
  }

  /** Uniform's grids, a damping of 1 %, the natural order. */
  public CovarianceRounding() {
    this(new Uniform(), 4096, 0.01, ColumnOrder.NATURAL, 4608);
  }

  /** Serves weights alone, of layers whose filters meet the same channels or one each. */
  @Override
  public Optional<String> unsupported(LayerShape shape, Role role) {
    if (role != Role.WEIGHTS) {
      return Optional.of(
          "it rounds weights by the inputs that they meet; for other vectors there is uniform");
    }
    if (shape.groups() > 1 && shape.channelsPerGroup() > 1) {
      return Optional.of("its groups meet different channels, whose inputs come mixed");
    }
    return shape.dimension() > limit
        ? Optional.of(beyond(shape))
        : quantizer.unsupported(shape, role);
  }

  private String beyond(LayerShape shape) {
    return String.format(
        Locale.ROOT, "vectors of %d components, and its limit is %d", shape.dimension(), limit);
  }

  /** H and its factor. */
  @Override
  public double fitCost(LayerShape shape, Role role) {
    double dimension = role.dimension(shape);
    return inputs * dimension * dimension / 2
        + StrictMath.pow(dimension, 3) / 6
        + quantizer.fitCost(shape, role);
  }

  /** As its quantizer: the points are the same, whichever is taken. */
  @Override
  public Optional<Storage> storage(LayerShape shape, Role role) {
    return quantizer.storage(shape, role);
  }

  /** The seed changes nothing. */
  @Override
  public VectorMap fit(Sample sample, Seed seed) {
    SecondMoments moments = new SecondMoments(sample.inputs(inputs), damping);
    ErrorFeedback feedback = new ErrorFeedback(moments, order.components(moments.energies()));
    Function<double[], RowGrids> grids = ((GridQuantizer) quantizer).grids(sample);
    return new RowByRow(rows -> feedback.round(rows, grids), AT_ONCE, false);
  }
}
