package org.orthant.quantizers;

import java.util.Locale;
import java.util.Optional;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
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
 * Each component becomes 0 or ± a power of two, so that products are shifts.
 *
 * <p>A row's exponents n₂ … n₁ are 2^(bits−1) − 1 consecutive ones; with signs and 0 that makes
 * 2^bits − 1 values. They end in n₁ = ⌊log₂(4s/3)⌋, s the row's largest magnitude, where 2^n₁ still
 * is a number of the row's type, else one below. Every magnitude goes to the nearest of 0, 2^n₂, …,
 * 2^n₁, from halfway on to the larger one.
 *
 * <p>A second application changes nothing; factors of a row that are powers of two pass through. A
 * row of zeros stays. In float64, magnitudes below 2^−1022 count as 2^−1023.
 *
 * <p>Source: Zhou et al., arXiv 1702.03044, section 2.1, for n₁ and the rounding. There s is the
 * largest weight of a layer, and b bits make 2^(b−2) exponents, because one bit stands for 0.
 *
 * @param bits between 2 and 8
 */
@Id("power-of-two")
@Doc(
    value = "Rounds each component to 0 or ± a power of two",
    formula =
        "q(x) = sign(x)·2^n, n₂ ≤ n ≤ n₁ = ⌊log₂(4·max|x|/3)⌋, n₂ = n₁ − 2^(bits−1) + 2; 0 if |x| <"
            + " 2^(n₂−1)",
    source = "Zhou et al., Incremental Network Quantization, arXiv 1702.03044")
public record PowerOfTwo(
    @Doc("between 2 and 8; the exponents are 2^(bits−1) − 1 consecutive ones") int bits)
    implements Quantizer {
  private static final int EXPONENT_BITS = 8;

  public PowerOfTwo {
    InvalidParameterException.unless(
        bits >= 2 && bits <= 8, "bits", "must be between 2 and 8", bits);
  }

  /** Four bits: seven exponents. */
  public PowerOfTwo() {
    this(4);
  }

  /** Serves weights: at each position of an image the exponents would be others. */
  @Override
  public Optional<String> unsupported(LayerShape shape, Role role) {
    return switch (role) {
      case WEIGHTS -> Optional.empty();
      case ACTIVATIONS -> unfixed("activations", "uniform: { per: layer }");
      case INPUTS -> unfixed("inputs", "uniform");
    };
  }

  private static Optional<String> unfixed(String vectors, String alternative) {
    return Optional.of(
        String.format(
            Locale.ROOT,
            "the exponents follow each row's largest component, and %s need them fixed; for %s"
                + " there is %s",
            vectors,
            vectors,
            alternative));
  }

  /**
   * The exponents of a row are counted from the first, which is kept in the eight bits of float32.
   */
  @Override
  public Optional<Storage> storage(LayerShape shape, Role role) {
    return Optional.of(
        Storage.of(Storage.Kind.INTEGER, bits).and((long) EXPONENT_BITS * role.vectors(shape)));
  }

  /** Nothing is fitted: the map is the same for every sample and seed. */
  @Override
  public VectorMap fit(Sample sample, Seed seed) {
    return this::powers;
  }

  private INDArray powers(INDArray rows) {
    int largest = rows.dataType() == DataType.DOUBLE ? Double.MAX_EXPONENT : Float.MAX_EXPONENT;
    return new RowByRow(row -> powers(row, largest)).apply(rows);
  }

  private void powers(double[] row, int largest) {
    int last = Math.min(nearestExponent(Magnitudes.largest(row)), largest);
    int first = last - (1 << (bits - 1)) + 2;
    double half = Math.scalb(1.0, first - 1);
    for (int i = 0; i < row.length; i++) {
      double magnitude = Math.abs(row[i]);
      if (magnitude >= half && magnitude > 0) {
        int exponent = Math.max(first, Math.min(last, nearestExponent(magnitude)));
        row[i] = Math.copySign(Math.scalb(1.0, exponent), row[i]);
      } else {
        row[i] = 0;
      }
    }
  }

  /** ⌊log₂(4x/3)⌋, exactly: halfway between two powers, at 1.5·2^n, begins the larger one. */
  private static int nearestExponent(double magnitude) {
    return Math.getExponent(magnitude / 0.75);
  }
}
