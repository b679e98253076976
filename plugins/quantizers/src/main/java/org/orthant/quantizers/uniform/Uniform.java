package org.orthant.quantizers.uniform;

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
 * Rounds each component to one of at most 2^bits equally spaced values, 0 among them; what lies
 * beyond them saturates.
 *
 * <p>Range {@code percentile} is by nearest rank, each end by itself; the symmetric scheme takes
 * the larger end. Range {@code least-squares} tries the fractions 2^(−j/8), j = 0 … 48, of the
 * range {@code max}, both ends alike, and takes the one with the smallest squared error, of equal
 * ones the largest: never worse than {@code max}. Range {@code entropy} tries the thresholds (i +
 * ½)/2048·max|x|, i = 128 … 2048, and takes the one at which the histogram of the magnitudes
 * diverges least from that of the rounded ones, of equal ones the smallest; it is {@code max} where
 * there are more values than bins. Zeros do not count. A filter has too few components for a
 * histogram, so it is per layer only.
 *
 * <p>Per filter or group the range is found again at each application, and factors of a row that
 * are powers of two pass through. The groups are {@code group} consecutive components each, in the
 * order (kernel row, kernel column, channel), and one of what is left. Per layer the range stays as
 * fitted, for weights in training to the initial ones, and all larger values saturate.
 *
 * <p>What enters a layer has no filters: there is one range for the layer whatever {@code per}
 * says, fixed by the sample's rows, in the scheme {@code inputs}.
 *
 * <p>A second application changes nothing per layer, nor per filter or group in the symmetric
 * scheme with the range {@code max} or {@code percentile}; otherwise the range of what was rounded
 * may be another.
 *
 * <p>Source: Jacob et al., arXiv 1712.05877, section 2.1 (affine, zero point); Nagel et al., arXiv
 * 2106.08295, sections 2.2 and 3.1 (symmetric, ranges); Migacz, "8-bit inference with TensorRT",
 * GTC 2017 (entropy).
 *
 * @param bits between 1 and 16; at least 2 in the symmetric scheme
 * @param scheme where the values lie
 * @param per what shares a range
 * @param group how many components share a range per group, at least 1
 * @param range how it is chosen
 * @param percentile of range {@code percentile}: more than 50, at most 100
 * @param inputs the scheme for what enters a layer
 */
@Id("uniform")
@Doc(
    value = "Rounds each component to the nearest of equally spaced values",
    formula =
        "q(x) = s·clamp(round(x/s)); symmetric: −m … m, m = 2^(bits−1) − 1, s = max|x|/m; affine: −z"
            + " … 2^bits − 1 − z, s = (max x − min x)/(2^bits − 1), z = round(−min x/s),"
            + " 0 counted in",
    source =
        "Jacob et al., arXiv 1712.05877; Nagel et al., arXiv 2106.08295; entropy: Migacz, 8-bit"
            + " inference with TensorRT, GTC 2017")
public record Uniform(
    @Doc("between 1 and 16, at least 2 where symmetric") int bits,
    @Doc("equally many values below and above 0, or from the smallest component to the largest")
        UniformScheme scheme,
    @Doc(
            "whether each filter has a range, each group of its components, or the layer one, fixed"
                + " as training begins; activations need the last, inputs always have it")
        Granularity per,
    @Doc("per group: how many consecutive components share a range, at least 1") int group,
    @Doc(
            "all of the values, a percentile of them, what makes the squared error smallest, or, per"
                + " layer, what keeps the histogram's information")
        UniformRange range,
    @Doc("of range percentile: more than 50, at most 100") double percentile,
    @Doc("the scheme for what enters a layer") UniformScheme inputs)
    implements GridQuantizer {

  /** So many components at once make a loop over a fixed grid long, and stay in the first cache. */
  private static final int BLOCK = 2048;

  public Uniform {
    InvalidParameterException.unless(
        bits >= 1 && bits <= 16, "bits", "must be between 1 and 16", bits);
    InvalidParameterException.unless(
        bits >= 2 || (scheme == UniformScheme.AFFINE && inputs == UniformScheme.AFFINE),
        "bits",
        "must be at least 2 in the symmetric scheme, which has only 0 with one",
        bits);
    InvalidParameterException.unless(group >= 1, "group", "must be at least 1", group);
    InvalidParameterException.unless(
        percentile > 50 && percentile <= 100,
        "percentile",
        "must be more than 50 and at most 100",
        percentile);
  }

  /** Eight bits, symmetric, per filter, without saturation; inputs affine. */
  public Uniform() {
    this(
        8,
        UniformScheme.SYMMETRIC,
        Granularity.FILTER,
        128,
        UniformRange.MAX,
        99.9,
        UniformScheme.AFFINE);
  }

  /** Serves activations per layer only, and weights per layer only where the range is entropy's. */
  @Override
  public Optional<String> unsupported(LayerShape shape, Role role) {
    if (role == Role.INPUTS || per == Granularity.LAYER) {
      return Optional.empty();
    }
    if (role == Role.ACTIVATIONS) {
      return Optional.of(
          "activations have no filters, and need a range that is fixed before they are known;"
              + " write per: layer");
    }
    return range == UniformRange.ENTROPY
        ? Optional.of(
            "range: entropy needs a histogram, and a filter has too few components for one; write"
                + " per: layer")
        : Optional.empty();
  }

  /** Whole numbers, and for each range a scale and, in the affine scheme, a zero point. */
  @Override
  public Optional<Storage> storage(LayerShape shape, Role role) {
    UniformScheme used = role == Role.INPUTS ? inputs : scheme;
    boolean symmetric = used == UniformScheme.SYMMETRIC;
    Storage.Kind kind = symmetric && bits == 2 ? Storage.Kind.TERNARY : Storage.Kind.INTEGER;
    int ofRange = Storage.FLOAT_BITS + (symmetric ? 0 : bits);
    return Optional.of(Storage.of(kind, bits).and(ofRange * ranges(shape, role)));
  }

  private long ranges(LayerShape shape, Role role) {
    if (role != Role.WEIGHTS) {
      return 1;
    }
    return switch (per) {
      case LAYER -> 1;
      case FILTER -> shape.filters();
      case GROUP -> shape.filters() * ((shape.dimension() + group - 1L) / group);
    };
  }

  /** Per layer and for inputs, fixes the range by the sample's rows; otherwise nothing. */
  @Override
  public VectorMap fit(Sample sample, Seed seed) {
    if (sample.role() == Role.INPUTS) {
      return fixed(inputs, sample);
    }
    if (per == Granularity.LAYER) {
      return fixed(scheme, sample);
    }
    Function<double[], RowGrids> grids = grids(sample);
    return new RowByRow(row -> grids.apply(row).snap(row));
  }

  private VectorMap fixed(UniformScheme scheme, Sample sample) {
    UniformGrid grid = choice(scheme).grid(RowByRow.components(sample.rows()));
    int rows = Math.max(1, BLOCK / sample.role().dimension(sample.shape()));
    return new RowByRow(grid::snap, rows, true);
  }

  private GridChoice choice(UniformScheme scheme) {
    return new GridChoice(bits, scheme, range, percentile);
  }

  @Override
  public Function<double[], RowGrids> grids(Sample sample) {
    GridChoice choice = choice(scheme);
    return switch (per) {
      case FILTER -> row -> RowGrids.of(choice.grid(row));
      case GROUP -> row -> RowGrids.of(row, group, choice::grid);
      case LAYER -> {
        RowGrids ofLayer = RowGrids.of(choice.grid(RowByRow.components(sample.rows())));
        yield row -> ofLayer;
      }
    };
  }
}
