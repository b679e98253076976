package org.orthant.networks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.orthant.api.BadInputException;
import org.orthant.api.Id;
import org.orthant.api.InvalidParameterException;
import org.orthant.api.Progress;
import org.orthant.api.Seed;
import org.orthant.api.data.Dataset;
import org.orthant.api.data.DatasetShape;
import org.orthant.api.graph.Model;
import org.orthant.api.model.ImageShape;
import org.orthant.api.model.Layer;
import org.orthant.api.model.LayerOutline;
import org.orthant.api.model.LayerShape;
import org.orthant.api.spi.NetworkSource;
import org.orthant.api.spi.Preparation;

class RandomVectorsTest {
  private static final int VECTORS = 20_000;
  private static final ImageShape IMAGE = new ImageShape(6, 5, 2);
  private static final NoiseImages DATASET = new NoiseImages(IMAGE, 7);

  @Test
  void isRegisteredUnderItsId() {
    assertThat(ServiceLoader.load(NetworkSource.class))
        .extracting(source -> source.getClass().getAnnotation(Id.class).value())
        .containsExactly("random-vectors");
  }

  @Test
  void defaultsAreTheDimensionsOfThePapersFigure() {
    RandomVectors source = new RandomVectors();

    assertThat(source.layers(Optional.empty()))
        .containsExactly(
            outline(LayerShape.dense("isotropic-3", 3, 10_000)),
            outline(LayerShape.dense("isotropic-10", 10, 10_000)),
            outline(LayerShape.dense("isotropic-27", 27, 10_000)),
            outline(LayerShape.dense("isotropic-1152", 1152, 10_000)));
    assertThat(source.takesImages()).isFalse();
    assertThat(source.trainingImages(Optional.empty())).isZero();
  }

  @Test
  void isotropicComponentsAreIndependentStandardNormals() {
    requireGaussian(only(List.of(5), List.of(), List.of()), i -> 1);
  }

  @Test
  void exponentialComponentsGrowByTheRate() {
    requireGaussian(only(List.of(), List.of(12), List.of()), i -> Math.exp(0.3 * (i - 6)));
  }

  @Test
  void powerLawComponentsFallInVarianceByThePower() {
    requireGaussian(
        only(List.of(), List.of(), List.of(12)), i -> Math.sqrt(1 / Math.pow(i + 1, 1.5)));
  }

  @Test
  void theWidestSpectrumIsFiniteInSinglePrecisionAndSoAreItsSquares() {
    RandomVectors source =
        new RandomVectors(50, List.of(), List.of(801), 0.1, List.of(), 1, List.of());
    float[] values = rows(obtain(source, Optional.empty()).layers().get(0));

    for (float value : values) {
      assertThat(Float.isFinite(value * value)).isTrue();
      assertThat(value).isNotZero();
    }
  }

  @Test
  void patchesAreCropsOfTrainingImagesLessTheirMean() {
    Layer layer = obtain(patches(3000, 3), Optional.of(DATASET)).layers().get(0);
    float[][] rows = matrix(layer);
    List<float[]> crops = crops(DATASET, 3);
    int[] found = identified(rows, crops);

    assertThat(layer.shape()).isEqualTo(LayerShape.same("patches-18", IMAGE, 3, 3000));
    assertThat(IntStream.of(found).distinct().count()).isEqualTo(7 * 4 * 3);
    for (int component = 0; component < 18; component++) {
      double sum = 0;
      for (float[] row : rows) {
        sum += row[component];
      }
      assertThat(sum / rows.length).isCloseTo(0, within(1e-7));
    }
  }

  @Test
  void everyPlaceOfAPatchIsEquallyLikely() {
    int vectors = 8400;
    List<float[]> crops = crops(DATASET, 3);
    int[] counts = new int[crops.size()];
    for (int crop :
        identified(
            matrix(obtain(patches(vectors, 3), Optional.of(DATASET)).layers().get(0)), crops)) {
      counts[crop]++;
    }
    double expected = (double) vectors / crops.size();
    double chiSquared = 0;
    for (int count : counts) {
      chiSquared += (count - expected) * (count - expected) / expected;
    }
    // χ² of k − 1 degrees of freedom has mean k − 1 and variance 2 (k − 1).
    int freedom = crops.size() - 1;
    assertThat(chiSquared).isCloseTo(freedom, within(4 * Math.sqrt(2.0 * freedom)));
  }

  @Test
  void aPatchMayFillTheImage() {
    NoiseImages squares = new NoiseImages(new ImageShape(3, 3, 1), 4);
    Layer layer = obtain(patches(100, 3), Optional.of(squares)).layers().get(0);

    assertThat(identified(matrix(layer), crops(squares, 3))).contains(0, 1, 2, 3);
  }

  @Test
  void layersStandInTheOrderOfTheFamilies() {
    RandomVectors source =
        new RandomVectors(2, List.of(4, 2), List.of(3), 0.1, List.of(5), 1, List.of(3, 1));
    Model model = obtain(source, Optional.of(DATASET));

    assertThat(model.layers())
        .extracting(Layer::name)
        .containsExactly(
            "isotropic-4",
            "isotropic-2",
            "exponential-3",
            "power-law-5",
            "patches-18",
            "patches-2");
    assertThat(model.layers())
        .extracting(layer -> outline(layer.shape()))
        .isEqualTo(source.layers(Optional.of(DATASET.shape())));
    assertThat(model.outlines()).isEqualTo(source.layers(Optional.of(DATASET.shape())));
    assertThat(model.provenance())
        .containsEntry("isotropic-4", "2 vectors of 4 independent standard normal components")
        .containsEntry(
            "exponential-3",
            "2 vectors of 3 independent normal components of scale exp(0.1 (i − d/2))")
        .containsEntry(
            "power-law-5", "2 vectors of 5 independent normal components of variance i^(−1.0)")
        .containsEntry("patches-18", "2 patches of 3 × 3 × 2 of training images, less their mean")
        .hasSize(6);
  }

  @Test
  void nothingFollowsTheVectors() {
    Model model = obtain(only(List.of(5), List.of(), List.of()), Optional.empty());
    Layer layer = model.layers().get(0);

    assertThat(model.graph()).isEmpty();
    assertThat(layer.weightQuantization()).isEmpty();
    assertThat(layer.continuous()).isTrue();
    assertThat(layer.weights().dataType()).isEqualTo(DataType.FLOAT);
    assertThat(layer.weights().ordering()).isEqualTo('c');
  }

  @Test
  void aLayerDoesNotDependOnTheOthers() {
    RandomVectors many =
        new RandomVectors(20, List.of(7, 3), List.of(4), 0.1, List.of(6), 1, List.of(3));
    RandomVectors few =
        new RandomVectors(20, List.of(3), List.of(4), 0.1, List.of(), 1, List.of(5, 3));
    Model ofMany = obtain(many, Optional.of(DATASET));
    Model ofFew = obtain(few, Optional.of(DATASET));

    for (String name : List.of("isotropic-3", "exponential-4", "patches-18")) {
      assertThat(rows(ofFew.layer(name))).isEqualTo(rows(ofMany.layer(name)));
    }
  }

  @Test
  void anotherSeedGivesOtherVectors() {
    RandomVectors source = new RandomVectors(20, List.of(3), List.of(), 1, List.of(), 1, List.of());
    Model one = source.obtain(preparation(Optional.empty(), new Seed(1)));
    Model other = source.obtain(preparation(Optional.empty(), new Seed(2)));

    assertThat(rows(one.layer("isotropic-3"))).doesNotContain(rows(other.layer("isotropic-3")));
  }

  @Test
  void patchesNeedADatasetAndNothingElseDoes() {
    assertThatThrownBy(() -> patches(5, 3).layers(Optional.empty()))
        .isInstanceOf(BadInputException.class)
        .hasMessage("patches are cut from the images of a dataset: name one");
    assertThat(new RandomVectors().layers(Optional.of(DATASET.shape()))).hasSize(4);
  }

  @Test
  void patchesMustFitIntoTheImages() {
    Optional<DatasetShape> shape = Optional.of(DATASET.shape());

    assertThat(patches(5, 5).layers(shape)).hasSize(1);
    assertThatThrownBy(() -> patches(5, 7).layers(shape))
        .isInstanceOf(BadInputException.class)
        .hasMessage("patches of side 7 do not fit into images of 6×5×2");
  }

  @Test
  void moreNumbersThanMemoryBearsAreRefused() {
    RandomVectors most =
        new RandomVectors(10_000, List.of(9_999), List.of(1), 0.1, List.of(), 1, List.of());
    RandomVectors more =
        new RandomVectors(10_000, List.of(9_999), List.of(2), 0.1, List.of(), 1, List.of());
    RandomVectors absurd =
        new RandomVectors(
            Integer.MAX_VALUE,
            List.of(Integer.MAX_VALUE, Integer.MAX_VALUE - 1),
            List.of(),
            0.1,
            List.of(),
            1,
            List.of());

    assertThat(most.layers(Optional.empty())).hasSize(2);
    assertThatThrownBy(() -> more.layers(Optional.empty()))
        .isInstanceOf(BadInputException.class)
        .hasMessage(
            "vectors × the sum of all dimensions must be at most 100000000, but is 100010000");
    assertThatThrownBy(() -> absurd.layers(Optional.empty()))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("at most 100000000");
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -0.1, Double.NaN, Double.POSITIVE_INFINITY})
  void ratesAndPowersAreFiniteAndAboveZero(double impossible) {
    requireRefused(
        () -> new RandomVectors(1, List.of(1), List.of(), impossible, List.of(), 1, List.of()),
        "exponentialRate",
        "must be a finite number above 0, but is " + impossible);
    requireRefused(
        () -> new RandomVectors(1, List.of(1), List.of(), 1, List.of(), impossible, List.of()),
        "powerLawExponent",
        "must be a finite number above 0, but is " + impossible);
  }

  @Test
  void spectraThatSinglePrecisionCannotHoldAreRefused() {
    requireRefused(
        () -> new RandomVectors(1, List.of(), List.of(802), 0.1, List.of(), 1, List.of()),
        "exponential",
        "each entry must be at most 801 at exponential-rate = 0.1, but is 802");
    requireRefused(
        () -> new RandomVectors(1, List.of(), List.of(), 0.1, List.of(55), 40, List.of()),
        "powerLaw",
        "each entry must be at most 54 at power-law-exponent = 40.0, but is 55");
  }

  @Test
  void listsHoldWhatMakesSense() {
    requireRefused(
        () -> new RandomVectors(0, List.of(1), List.of(), 0.1, List.of(), 1, List.of()),
        "vectors",
        "must be at least 1, but is 0");
    requireRefused(
        () -> new RandomVectors(1, List.of(), List.of(), 0.1, List.of(), 1, List.of()),
        "isotropic",
        "must not be empty where exponential, power-law and patches are");
    requireRefused(
        () -> new RandomVectors(1, List.of(3, 0), List.of(), 0.1, List.of(), 1, List.of()),
        "isotropic",
        "each entry must be at least 1, but is 0");
    requireRefused(
        () -> new RandomVectors(1, List.of(), List.of(-3), 0.1, List.of(), 1, List.of()),
        "exponential",
        "each entry must be at least 1, but is -3");
    requireRefused(
        () -> new RandomVectors(1, List.of(), List.of(), 0.1, List.of(4, 4), 1, List.of()),
        "powerLaw",
        "must not name anything twice, but is [4, 4]");
    requireRefused(
        () -> new RandomVectors(1, List.of(), List.of(), 0.1, List.of(), 1, List.of(3, 4)),
        "patches",
        "a side must be odd, but is 4");
    requireRefused(
        () -> new RandomVectors(1, List.of(), List.of(), 0.1, List.of(), 1, List.of(3, 3)),
        "patches",
        "must not name anything twice, but is [3, 3]");
  }

  private static LayerOutline outline(LayerShape shape) {
    return new LayerOutline(shape, false, true, false);
  }

  private static void requireRefused(Runnable making, String parameter, String message) {
    assertThatThrownBy(making::run)
        .isInstanceOfSatisfying(
            InvalidParameterException.class,
            refusal -> assertThat(refusal.parameter()).isEqualTo(parameter))
        .hasMessage(message);
  }

  /** Rate 0.3 and power 1.5. */
  private static RandomVectors only(
      List<Integer> isotropic, List<Integer> exponential, List<Integer> powerLaw) {
    return new RandomVectors(VECTORS, isotropic, exponential, 0.3, powerLaw, 1.5, List.of());
  }

  private static RandomVectors patches(int vectors, int side) {
    return new RandomVectors(vectors, List.of(), List.of(), 0.1, List.of(), 1, List.of(side));
  }

  /**
   * Mean 0, the variances, no correlation and the Gaussian's fourth moment, to 5 standard errors.
   */
  private static void requireGaussian(RandomVectors source, IntToDoubleFunction scale) {
    Layer layer = obtain(source, Optional.empty()).layers().get(0);
    float[] rows = rows(layer);
    int d = layer.shape().dimension();
    double error = 5 / Math.sqrt(VECTORS);
    for (int i = 0; i < d; i++) {
      double mean = 0;
      double fourth = 0;
      for (int from = 0; from < rows.length; from += d) {
        double z = rows[from + i] / scale.applyAsDouble(i);
        mean += z / VECTORS;
        fourth += z * z * z * z / VECTORS;
      }
      assertThat(mean).isCloseTo(0, within(error));
      assertThat(fourth).isCloseTo(3, within(Math.sqrt(96) * error));
      for (int j = 0; j <= i; j++) {
        double product = 0;
        for (int from = 0; from < rows.length; from += d) {
          product += rows[from + i] / scale.applyAsDouble(i) * rows[from + j] / VECTORS;
        }
        assertThat(product / scale.applyAsDouble(j))
            .isCloseTo(i == j ? 1 : 0, within((i == j ? Math.sqrt(2) : 1) * error));
      }
    }
  }

  /** All patches of that side wholly inside an image, components by row, column and channel. */
  private static List<float[]> crops(NoiseImages images, int side) {
    int channels = images.image().channels();
    List<float[]> crops = new ArrayList<>();
    for (int index = 0; index < images.count(); index++) {
      for (int y = 0; y + side <= images.image().height(); y++) {
        for (int x = 0; x + side <= images.image().width(); x++) {
          float[] crop = new float[side * side * channels];
          for (int i = 0; i < crop.length; i++) {
            int ky = i / channels / side;
            int kx = i / channels % side;
            crop[i] = images.pixel(index, y + ky, x + kx, i % channels);
          }
          crops.add(crop);
        }
      }
    }
    return crops;
  }

  /** Which crop each row is, if one and the same vector was taken off all of them. */
  private static int[] identified(float[][] rows, List<float[]> crops) {
    for (float[] first : crops) {
      int[] found = Stream.of(rows).mapToInt(row -> indexOf(row, rows[0], first, crops)).toArray();
      if (IntStream.of(found).allMatch(index -> index >= 0)) {
        return found;
      }
    }
    throw new AssertionError("some row is no crop");
  }

  /** The crop that differs from {@code first} as the row differs from the first row, or −1. */
  private static int indexOf(float[] row, float[] firstRow, float[] first, List<float[]> crops) {
    for (int index = 0; index < crops.size(); index++) {
      float[] crop = crops.get(index);
      if (IntStream.range(0, row.length)
          .allMatch(i -> Math.abs((row[i] - firstRow[i]) - (crop[i] - first[i])) < 1e-5)) {
        return index;
      }
    }
    return -1;
  }

  private static float[][] matrix(Layer layer) {
    return layer.weights().toFloatMatrix();
  }

  private static float[] rows(Layer layer) {
    return layer.weights().data().asFloat();
  }

  private static Model obtain(RandomVectors source, Optional<Dataset> dataset) {
    return source.obtain(preparation(dataset, new Seed(3)));
  }

  private static Preparation preparation(Optional<Dataset> dataset, Seed seed) {
    return new Preparation(dataset, seed, Path::of, new NoProgress());
  }

  private record NoProgress() implements Progress {
    @Override
    public Task begin(String name, long steps) {
      throw new AssertionError("nothing takes long");
    }

    @Override
    public void note(String line) {
      throw new AssertionError(line);
    }
  }
}
