package org.orthant.quantizers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.orthant.api.model.ImageShape;
import org.orthant.api.model.LayerShape;
import org.orthant.api.model.Storage;
import org.orthant.api.model.Storage.Kind;
import org.orthant.api.spi.Quantizer;
import org.orthant.api.spi.Role;
import org.orthant.quantizers.covariance.ColumnOrder;
import org.orthant.quantizers.covariance.CovarianceRounding;
import org.orthant.quantizers.floats.Mxfp4;
import org.orthant.quantizers.floats.Nf4;
import org.orthant.quantizers.rotation.BlockHadamard;
import org.orthant.quantizers.rotation.IdentityRotation;
import org.orthant.quantizers.rotation.RandomOrthogonal;
import org.orthant.quantizers.uniform.Granularity;
import org.orthant.quantizers.uniform.Uniform;
import org.orthant.quantizers.uniform.UniformRange;
import org.orthant.quantizers.uniform.UniformScheme;

/** Four filters of 27 weights, met by 16 places of an image. */
class StorageTest {
  private static final LayerShape LAYER = LayerShape.same("conv", new ImageShape(4, 4, 3), 3, 4);

  @Test
  void signsTakeABit() {
    assertThat(kept(new Binary())).isEqualTo(storage(Kind.SIGN, 1, 0));
    assertThat(kept(new ScaledBinary())).isEqualTo(storage(Kind.SIGN, 1, 4 * 32));
    assertThat(kept(new ResidualBinary(3)))
        .isEqualTo(new Storage(Kind.SIGN, 3, 3 * 4 * 32, 3, OptionalLong.empty()));
  }

  @Test
  void ternaryTakesTwo() {
    assertThat(kept(new Ternary())).isEqualTo(storage(Kind.TERNARY, 2, 0));
    assertThat(kept(new Ternary(TernaryRule.OPTIMAL, 0, true)))
        .isEqualTo(storage(Kind.TERNARY, 2, 4 * 32));
    assertThat(kept(uniform(2, UniformScheme.SYMMETRIC, Granularity.FILTER)).kind())
        .isEqualTo(Kind.TERNARY);
  }

  @Test
  void eachRangeHasAScaleAndIfAffineAZeroPoint() {
    assertThat(kept(uniform(8, UniformScheme.SYMMETRIC, Granularity.FILTER)))
        .isEqualTo(storage(Kind.INTEGER, 8, 4 * 32));
    assertThat(kept(uniform(4, UniformScheme.AFFINE, Granularity.GROUP)))
        .isEqualTo(storage(Kind.INTEGER, 4, 4 * 3 * (32 + 4)));
    assertThat(kept(uniform(4, UniformScheme.SYMMETRIC, Granularity.LAYER)))
        .isEqualTo(storage(Kind.INTEGER, 4, 32));
    assertThat(new Uniform().storage(LAYER, Role.INPUTS))
        .contains(storage(Kind.INTEGER, 8, 32 + 8));
  }

  @Test
  void blocksHaveScales() {
    assertThat(kept(new Nf4(16))).isEqualTo(storage(Kind.FLOAT, 4, 4 * 2 * 32));
    assertThat(kept(new Mxfp4(16))).isEqualTo(storage(Kind.FLOAT, 4, 4 * 2 * 8));
    assertThat(kept(new CovarianceRounding(new Nf4(16), 10, 0.01, ColumnOrder.NATURAL, 100)))
        .isEqualTo(kept(new Nf4(16)));
    assertThat(kept(new PowerOfTwo())).isEqualTo(storage(Kind.INTEGER, 4, 4 * 8));
    assertThat(kept(new Identity())).isEqualTo(storage(Kind.FLOAT, 32, 0));
  }

  /** 27 = 24 + 2 + 1; of 24 = 2 · 12 components each is a sum of 2, and each of these of 12. */
  @Test
  void aRotationIsKeptAndTurnsWhatThePlacesMeet() {
    long perVector = 27 + 24 * (1 + 12) + 2;
    assertThat(kept(new Gbt(new Binary(), new BlockHadamard())))
        .isEqualTo(new Storage(Kind.SIGN, 1, 27 + 27 * 5, 1, OptionalLong.of(16 * perVector)));
    assertThat(kept(new Gbt(new ScaledBinary(), new RandomOrthogonal())))
        .isEqualTo(
            new Storage(Kind.SIGN, 1, 4 * 32 + 32 * 27 * 27, 1, OptionalLong.of(16 * 27 * 27)));
    assertThat(kept(new Gbt(new Binary(), new IdentityRotation()))).isEqualTo(kept(new Binary()));
    assertThat(new Gbt().storage(LAYER, Role.INPUTS)).isEqualTo(Optional.of(Storage.floats()));
  }

  private static Uniform uniform(int bits, UniformScheme scheme, Granularity per) {
    return new Uniform(bits, scheme, per, 10, UniformRange.MAX, 99.9, UniformScheme.AFFINE);
  }

  private static Storage kept(Quantizer quantizer) {
    return quantizer.storage(LAYER, Role.WEIGHTS).orElseThrow();
  }

  private static Storage storage(Kind kind, int bits, long beside) {
    return new Storage(kind, bits, beside, 1, OptionalLong.empty());
  }
}
