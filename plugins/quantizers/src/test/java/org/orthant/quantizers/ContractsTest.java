package org.orthant.quantizers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.orthant.quantizers.covariance.ColumnOrder;
import org.orthant.quantizers.covariance.CovarianceRounding;
import org.orthant.quantizers.floats.Mxfp4;
import org.orthant.quantizers.floats.Nf4;
import org.orthant.quantizers.rotation.BlockHadamard;
import org.orthant.quantizers.rotation.Dct;
import org.orthant.quantizers.rotation.Hadamard;
import org.orthant.quantizers.rotation.IdentityRotation;
import org.orthant.quantizers.rotation.Itq;
import org.orthant.quantizers.rotation.Pca;
import org.orthant.quantizers.rotation.Permutation;
import org.orthant.quantizers.rotation.RandomOrthogonal;
import org.orthant.quantizers.uniform.Granularity;
import org.orthant.quantizers.uniform.Uniform;
import org.orthant.quantizers.uniform.UniformRange;
import org.orthant.quantizers.uniform.UniformScheme;
import org.orthant.testkit.Contracts;
import org.orthant.testkit.QuantizerContract;
import org.orthant.testkit.RotationContract;

class ContractsTest {

  @Test
  void noPluginIsForgotten() {
    assertThat(Contracts.missingIn(ContractsTest.class)).isEmpty();
  }

  @Nested
  class OfBinary extends QuantizerContract<Binary> {}

  @Nested
  class OfIdentity extends QuantizerContract<Identity> {}

  @Nested
  class OfScaledBinary extends QuantizerContract<ScaledBinary> {}

  @Nested
  class OfResidualBinary extends QuantizerContract<ResidualBinary> {
    @Override
    protected List<ResidualBinary> plugins() {
      return List.of(new ResidualBinary(1), new ResidualBinary(), new ResidualBinary(32));
    }
  }

  @Nested
  class OfTernary extends QuantizerContract<Ternary> {
    @Override
    protected List<Ternary> plugins() {
      List<Ternary> plugins = new ArrayList<>();
      for (TernaryRule rule : TernaryRule.values()) {
        plugins.add(new Ternary(rule, 0.7, false));
        plugins.add(new Ternary(rule, 0.7, true));
      }
      return plugins;
    }
  }

  @Nested
  class OfPowerOfTwo extends QuantizerContract<PowerOfTwo> {
    @Override
    protected List<PowerOfTwo> plugins() {
      return List.of(new PowerOfTwo(2), new PowerOfTwo(), new PowerOfTwo(8));
    }
  }

  @Nested
  class OfUniform extends QuantizerContract<Uniform> {
    @Override
    protected List<Uniform> plugins() {
      List<Uniform> plugins = new ArrayList<>();
      for (UniformScheme scheme : UniformScheme.values()) {
        for (Granularity per : Granularity.values()) {
          for (UniformRange range : UniformRange.values()) {
            if (per == Granularity.LAYER || range != UniformRange.ENTROPY) {
              plugins.add(new Uniform(3, scheme, per, 5, range, 75, scheme));
            }
          }
        }
      }
      return plugins;
    }
  }

  @Nested
  class OfMxfp4 extends QuantizerContract<Mxfp4> {
    @Override
    protected List<Mxfp4> plugins() {
      return List.of(new Mxfp4(1), new Mxfp4(5), new Mxfp4());
    }
  }

  @Nested
  class OfNf4 extends QuantizerContract<Nf4> {
    @Override
    protected List<Nf4> plugins() {
      return List.of(new Nf4(1), new Nf4(5), new Nf4());
    }
  }

  @Nested
  class OfCovarianceRounding extends QuantizerContract<CovarianceRounding> {
    @Override
    protected List<CovarianceRounding> plugins() {
      List<CovarianceRounding> plugins = new ArrayList<>();
      for (ColumnOrder order : ColumnOrder.values()) {
        plugins.add(new CovarianceRounding(new Uniform(), 50, 0.01, order, 64));
      }
      plugins.add(new CovarianceRounding(new Mxfp4(), 50, 0.01, ColumnOrder.NATURAL, 64));
      plugins.add(new CovarianceRounding(new Nf4(5), 50, 0.01, ColumnOrder.NATURAL, 64));
      return plugins;
    }
  }

  @Nested
  class OfGbt extends QuantizerContract<Gbt> {
    @Override
    protected List<Gbt> plugins() {
      return List.of(
          new Gbt(),
          new Gbt(new Binary(), new IdentityRotation()),
          new Gbt(new Identity(), new RandomOrthogonal()),
          new Gbt(new ScaledBinary(), new Pca()),
          new Gbt(new Uniform(), new Dct()),
          new Gbt(new CovarianceRounding(), new Dct()));
    }
  }

  @Nested
  class OfIdentityRotation extends RotationContract<IdentityRotation> {}

  @Nested
  class OfPermutation extends RotationContract<Permutation> {}

  @Nested
  class OfHadamard extends RotationContract<Hadamard> {}

  @Nested
  class OfBlockHadamard extends RotationContract<BlockHadamard> {}

  @Nested
  class OfDct extends RotationContract<Dct> {}

  @Nested
  class OfRandomOrthogonal extends RotationContract<RandomOrthogonal> {}

  @Nested
  class OfPca extends RotationContract<Pca> {
    @Override
    protected List<Pca> plugins() {
      return List.of(new Pca(), new Pca(Pca.Source.WEIGHTS, 2304));
    }
  }

  @Nested
  class OfItq extends RotationContract<Itq> {
    @Override
    protected List<Itq> plugins() {
      return List.of(new Itq(3, 576));
    }
  }
}
