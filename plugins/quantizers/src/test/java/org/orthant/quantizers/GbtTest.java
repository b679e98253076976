package org.orthant.quantizers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;
import org.orthant.api.Id;
import org.orthant.api.Seed;
import org.orthant.api.model.Isometry;
import org.orthant.api.model.LayerShape;
import org.orthant.api.model.VectorMap;
import org.orthant.api.spi.Quantizer;
import org.orthant.api.spi.Role;
import org.orthant.api.spi.Rotation;
import org.orthant.api.spi.Sample;
import org.orthant.quantizers.rotation.BlockHadamard;
import org.orthant.quantizers.rotation.Hadamard;
import org.orthant.quantizers.rotation.IdentityRotation;
import org.orthant.quantizers.rotation.Itq;
import org.orthant.quantizers.rotation.Pca;
import org.orthant.quantizers.rotation.Permutation;
import org.orthant.quantizers.rotation.RandomOrthogonal;
import org.orthant.quantizers.rotation.RotationSample;

class GbtTest {
  private static final Seed SEED = new Seed(12);

  @Property(tries = 40, seed = "1705")
  void alongTheAxesAsTheyAreItIsItsQuantizer(
      @ForAll @IntRange(min = 1, max = 300) int dimension, @ForAll long seed) {
    INDArray rows = RotationSample.gaussian(6, dimension, seed);
    rows.putScalar(0, 0, 0);
    rows.putScalar(1, 0, -0f);
    for (Quantizer quantizer : List.of(new Binary(), new Identity())) {
      assertThat(apply(new Gbt(quantizer, new IdentityRotation()), rows).data().asFloat())
          .containsExactly(apply(quantizer, rows).data().asFloat());
    }
  }

  @Property(tries = 40, seed = "1705")
  void aPermutationOfTheAxesChangesNoSign(
      @ForAll @IntRange(min = 1, max = 300) int dimension, @ForAll long seed) {
    INDArray rows = RotationSample.gaussian(6, dimension, seed);
    assertThat(apply(new Gbt(new Binary(), new Permutation()), rows))
        .isEqualTo(apply(new Binary(), rows));
  }

  @Test
  void rotatesQuantizesAndRotatesBack() {
    INDArray rows = RotationSample.gaussian(6, 28, 3);
    RotationSample sample = RotationSample.weights(rows);
    Isometry rotation = new Hadamard().fit(sample, SEED.fork("rotation"));
    INDArray signs = Transforms.sign(rotation.apply(rows), true);
    assertThat(apply(new Gbt(new Binary(), new Hadamard()), rows)).isEqualTo(rotation.undo(signs));
  }

  @Test
  void gaussianVectorsTurnByTheSameAngleUnderEveryFixedRotation() {
    INDArray rows = RotationSample.gaussian(2000, 144, 3);
    for (Rotation rotation :
        List.of(
            new Hadamard(), new BlockHadamard(), new RandomOrthogonal(), new IdentityRotation())) {
      INDArray quantized =
          new Gbt(new Binary(), rotation).fit(RotationSample.unseen(144), SEED).apply(rows);
      // E η for d = 144 is √(2/π)(1 + 1/4d) and one vector deviates by √(0.0451/d).
      assertThat(meanCosine(rows, quantized))
          .isCloseTo(
              Math.sqrt(2 / Math.PI) * (1 + 1 / 576.0), within(5 * 0.0177 / Math.sqrt(2000)));
    }
  }

  /** A vector along an axis binarizes badly, cos = 1/√d; mixed with the others it does well. */
  @Test
  void mixingHelpsVectorsAlongAnAxis() {
    INDArray rows = RotationSample.gaussian(50, 144, 3).muli(0.05);
    rows.getColumn(5).assign(10);
    assertThat(meanCosine(rows, apply(new Binary(), rows))).isLessThan(0.2);
    assertThat(meanCosine(rows, apply(new Gbt(), rows))).isGreaterThan(0.95);
  }

  @Test
  void axesFittedToTheVectorsServeThemBetter() {
    INDArray rows = RotationSample.gaussian(200, 16, 3);
    assertThat(meanCosine(rows, apply(new Gbt(new Binary(), new Itq()), rows)))
        .isGreaterThan(meanCosine(rows, apply(new Binary(), rows)) + 0.03);
  }

  @Test
  void theQuantizerIsFittedToTheRotatedSample() {
    INDArray rows = RotationSample.gaussian(6, 20, 3);
    INDArray inputs = RotationSample.gaussian(9, 20, 4);
    RotationSample sample = RotationSample.weights(rows, inputs);
    List<INDArray> seen = new ArrayList<>();
    new Gbt(new Watching(seen), new Hadamard()).fit(sample, SEED);

    Isometry rotation = new Hadamard().fit(sample, SEED.fork("rotation"));
    assertThat(seen).containsExactly(rotation.apply(rows), rotation.apply(inputs));
  }

  @Test
  void keepsTheTypeAndItsArgument() {
    INDArray rows = RotationSample.gaussian(6, 27, 3).castTo(DataType.DOUBLE);
    INDArray before = rows.dup('c');
    INDArray quantized = new Gbt().fit(RotationSample.unseen(27), SEED).apply(rows);
    assertThat(quantized.dataType()).isEqualTo(DataType.DOUBLE);
    assertThat(quantized.ordering()).isEqualTo('c');
    assertThat(rows).isEqualTo(before);
    for (double[] row : quantized.toDoubleMatrix()) {
      double squares = 0;
      for (double component : row) {
        squares += component * component;
      }
      assertThat(squares).isCloseTo(27, within(1e-10));
    }
  }

  @Test
  void equalSeedsGiveEqualMapsAndOthersDiffer() {
    INDArray rows = RotationSample.gaussian(6, 27, 3);
    VectorMap map = new Gbt().fit(RotationSample.unseen(27), new Seed(1));
    assertThat(map.apply(rows))
        .isEqualTo(new Gbt().fit(RotationSample.unseen(27), new Seed(1)).apply(rows))
        .isNotEqualTo(new Gbt().fit(RotationSample.unseen(27), new Seed(2)).apply(rows));
  }

  @Test
  void refusesWhatItsPartsRefuse() {
    LayerShape shape = LayerShape.dense("conv1", 27, 4);
    Quantizer quantizer = new Watching(List.of());
    assertThat(new Gbt().unsupported(shape, Role.WEIGHTS)).isEmpty();
    assertThat(new Gbt(quantizer, new BlockHadamard()).unsupported(shape, Role.WEIGHTS))
        .hasValue("watches only");
    assertThat(new Gbt(quantizer, new Hadamard()).unsupported(shape, Role.WEIGHTS))
        .isEqualTo(new Hadamard().unsupported(shape, Role.WEIGHTS))
        .isPresent();
  }

  @Test
  void costsWhatItsPartsCost() {
    LayerShape shape = LayerShape.dense("conv1", 27, 4);
    double rotation = new Pca().fitCost(shape, Role.WEIGHTS);
    assertThat(rotation).isPositive();
    assertThat(new Gbt(new Watching(List.of()), new Pca()).fitCost(shape, Role.WEIGHTS))
        .isEqualTo(rotation + 5);
  }

  @Test
  void theServiceLoaderFindsItUnderItsId() {
    assertThat(ServiceLoader.load(Quantizer.class).stream().map(ServiceLoader.Provider::type))
        .contains(Gbt.class);
    assertThat(Gbt.class.getAnnotation(Id.class).value()).isEqualTo("gbt");
  }

  private static INDArray apply(Quantizer quantizer, INDArray rows) {
    return quantizer.fit(RotationSample.weights(rows), SEED).apply(rows);
  }

  private static double meanCosine(INDArray rows, INDArray others) {
    double[][] x = rows.toDoubleMatrix();
    double[][] y = others.toDoubleMatrix();
    double sum = 0;
    for (int r = 0; r < x.length; r++) {
      double xy = 0;
      double xx = 0;
      double yy = 0;
      for (int j = 0; j < x[r].length; j++) {
        xy += x[r][j] * y[r][j];
        xx += x[r][j] * x[r][j];
        yy += y[r][j] * y[r][j];
      }
      sum += xy / Math.sqrt(xx * yy);
    }
    return sum / x.length;
  }

  /** Keeps what it is fitted to. */
  private record Watching(List<INDArray> seen) implements Quantizer {
    @Override
    public Optional<String> unsupported(LayerShape shape, Role role) {
      return Optional.of("watches only");
    }

    @Override
    public double fitCost(LayerShape shape, Role role) {
      return 5;
    }

    @Override
    public VectorMap fit(Sample sample, Seed seed) {
      seen.add(sample.rows());
      seen.add(sample.inputs(9));
      return INDArray::dup;
    }
  }
}
