package org.orthant.quantizers;

import java.util.Optional;
import org.orthant.api.Doc;
import org.orthant.api.Id;
import org.orthant.api.InvalidParameterException;
import org.orthant.api.Seed;
import org.orthant.api.model.LayerShape;
import org.orthant.api.model.VectorMap;
import org.orthant.api.spi.Quantizer;
import org.orthant.api.spi.Role;
import org.orthant.api.spi.Sample;

/**
 * Rounds each component to one of at most 2^bits equally spaced values, 0 among them; what lies
 * beyond them saturates.
 *
 * <p>Range {@code percentile} is by nearest rank, each end by itself; the symmetric scheme takes
 * the larger end. Range {@code least-squares} tries the fractions 2^(−j/8), j = 0 … 48, of the
 * range {@code max}, both ends alike, and takes the one with the smallest squared error, of equal
 * ones the largest: never worse than {@code max}.
 *
 * <p>Per filter the range is found again at each application, and factors of a row that are powers
 * of two pass through. Per layer it stays as fitted, for weights in training to the initial ones,
 * and all larger values saturate.
 *
 * <p>A second application changes nothing per layer, nor per filter in the symmetric scheme with
 * the range {@code max} or {@code percentile}; otherwise the range of what was rounded may be
 * another.
 *
 * <p>Source: Jacob et al., arXiv 1712.05877, section 2.1 (affine, zero point); Nagel et al., arXiv
 * 2106.08295, sections 2.2 and 3.1 (symmetric, ranges).
 *
 * @param bits between 1 and 16; at least 2 in the symmetric scheme
 * @param scheme where the values lie
 * @param per what shares a range
 * @param range how it is chosen
 * @param percentile of range {@code percentile}: more than 50, at most 100
 */
@Id("uniform")
@Doc(
    value = "Rounds each component to the nearest of equally spaced values",
    formula =
        "q(x) = s·clamp(round(x/s)); symmetric: −m … m, m = 2^(bits−1) − 1, s = max|x|/m; affine: −z"
            + " … 2^bits − 1 − z, s = (max x − min x)/(2^bits − 1), z = round(−min x/s),"
            + " 0 counted in",
    source = "Jacob et al., arXiv 1712.05877; Nagel et al., arXiv 2106.08295")
public record Uniform(
    @Doc("between 1 and 16, at least 2 where symmetric") int bits,
    @Doc("equally many values below and above 0, or from the smallest component to the largest")
        UniformScheme scheme,
    @Doc(
            "whether each filter has a range, or the layer one, fixed as training begins; activations"
                + " need the latter")
        Granularity per,
    @Doc("all of the values, a percentile of them, or what makes the squared error smallest")
        UniformRange range,
    @Doc("of range percentile: more than 50, at most 100") double percentile)
    implements Quantizer {

  public Uniform {
    InvalidParameterException.unless(
        bits >= 1 && bits <= 16, "bits", "must be between 1 and 16", bits);
    InvalidParameterException.unless(
        bits >= 2 || scheme == UniformScheme.AFFINE,
        "bits",
        "must be at least 2 in the symmetric scheme, which has only 0 with one",
        bits);
    InvalidParameterException.unless(
        percentile > 50 && percentile <= 100,
        "percentile",
        "must be more than 50 and at most 100",
        percentile);
  }

  /** Eight bits, symmetric, per filter, without saturation. */
  public Uniform() {
    this(8, UniformScheme.SYMMETRIC, Granularity.FILTER, UniformRange.MAX, 99.9);
  }

  /** Serves activations per layer only. */
  @Override
  public Optional<String> unsupported(LayerShape shape, Role role) {
    return role == Role.ACTIVATIONS && per == Granularity.FILTER
        ? Optional.of(
            "activations have no filters, and need a range that is fixed before they are known;"
                + " write per: layer")
        : Optional.empty();
  }

  /** Per layer, fixes the range by the sample's rows; per filter nothing. */
  @Override
  public VectorMap fit(Sample sample, Seed seed) {
    return new RowByRow(
        switch (per) {
          case FILTER -> row -> grid(row).snap(row);
          case LAYER -> grid(RowByRow.components(sample.rows()))::snap;
        });
  }

  private UniformGrid grid(double[] values) {
    return switch (range) {
      case MAX -> scheme.grid(ValueRange.of(values), bits);
      case PERCENTILE -> scheme.grid(ValueRange.of(values, percentile), bits);
      case LEAST_SQUARES -> closestGrid(values);
    };
  }

  private UniformGrid closestGrid(double[] values) {
    ValueRange all = ValueRange.of(values);
    UniformGrid closest = scheme.grid(all, bits);
    double smallest = closest.squaredError(values, Double.POSITIVE_INFINITY);
    for (int j = 1; j <= 48; j++) {
      UniformGrid grid = scheme.grid(all.times(StrictMath.pow(2, -j / 8.0)), bits);
      double error = grid.squaredError(values, smallest);
      if (error < smallest) {
        smallest = error;
        closest = grid;
      }
    }
    return closest;
  }
}
