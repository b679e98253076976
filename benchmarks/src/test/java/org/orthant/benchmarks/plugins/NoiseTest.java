package org.orthant.benchmarks.plugins;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.Arrays;
import java.util.ServiceLoader;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.orthant.api.InvalidParameterException;
import org.orthant.api.data.Dataset;
import org.orthant.api.data.Split;
import org.orthant.api.spi.DatasetSource;

class NoiseTest {
  private final Noise noise = new Noise(200, 100, 7);

  @Test
  void isRegistered() {
    assertThat(ServiceLoader.load(DatasetSource.class)).hasAtLeastOneElementOfType(Noise.class);
  }

  @Test
  void anImageIsTheSameWheneverItIsAskedFor() throws IOException {
    Split test = open(noise).test();
    INDArray images = test.images(3, 99, 3);

    assertThat(images.shape()).containsExactly(3, 32, 32, 3);
    assertThat(images.dataType()).isEqualTo(DataType.FLOAT);
    assertThat(images.slice(0)).isEqualTo(images.slice(2)).isNotEqualTo(images.slice(1));
    assertThat(open(noise).test().images(99)).isEqualTo(test.images(99));
    assertThat(open(noise).training().images(99)).isNotEqualTo(test.images(99));
    assertThat(open(new Noise(200, 100, 8)).test().images(99)).isNotEqualTo(test.images(99));
  }

  @Test
  void numbersAreGaussianInsideTheirBounds() throws IOException {
    INDArray images = open(noise).training().images(IntStream.range(0, 200).toArray());

    assertThat(images.minNumber().doubleValue()).isBetween(-1.0, -0.9);
    assertThat(images.maxNumber().doubleValue()).isBetween(0.9, 1.0);
    assertThat(images.meanNumber().doubleValue()).isCloseTo(0, within(0.002));
    assertThat(images.stdNumber().doubleValue()).isCloseTo(0.25, within(0.002));
  }

  @Test
  void labelsAreOfTenClasses() throws IOException {
    int[] labels = open(noise).training().labels(IntStream.range(0, 200).toArray());

    assertThat(Arrays.stream(labels).distinct().sorted().toArray())
        .containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
  }

  @Test
  void shapeAndDigestTellWhatItIs() throws IOException {
    Dataset dataset = open(noise);

    assertThat(dataset.shape()).isEqualTo(noise.shape());
    assertThat(dataset.training().size()).isEqualTo(200);
    assertThat(dataset.test().size()).isEqualTo(100);
    assertThat(dataset.digest())
        .matches("[0-9a-f]{64}")
        .isEqualTo(open(noise).digest())
        .isNotEqualTo(open(new Noise()).digest());
  }

  @Test
  void refusesImpossibleParametersAndIndices() throws IOException {
    assertThatThrownBy(() -> new Noise(0, 1, 1)).isInstanceOf(InvalidParameterException.class);
    assertThatThrownBy(() -> new Noise(1, 0, 1)).isInstanceOf(InvalidParameterException.class);
    Split test = open(noise).test();
    assertThatThrownBy(() -> test.images(100)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> test.labels(-1)).isInstanceOf(IndexOutOfBoundsException.class);
  }

  private static Dataset open(Noise noise) throws IOException {
    return noise.open(
        file -> {
          throw new AssertionError("noise needs no file");
        });
  }
}
