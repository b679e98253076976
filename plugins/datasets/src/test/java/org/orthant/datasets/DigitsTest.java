package org.orthant.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.orthant.api.InvalidParameterException;
import org.orthant.api.data.Dataset;
import org.orthant.api.data.DatasetShape;
import org.orthant.api.data.Split;
import org.orthant.api.model.ImageShape;

class DigitsTest {
  private static Dataset open(Digits digits) {
    return digits.open(
        file -> {
          throw new AssertionError("digits are drawn, not read from " + file);
        });
  }

  private static int[] upTo(int count) {
    return IntStream.range(0, count).toArray();
  }

  private static float[][] rows(Split split) {
    INDArray images = split.images(upTo(split.size()));
    return images.reshape(split.size(), 784).toFloatMatrix();
  }

  @Test
  void shapeIsKnownBeforehandAndKept() {
    Digits digits = new Digits(30, 20, 1);
    DatasetShape shape = new DatasetShape(new ImageShape(28, 28, 1), 10, 30, 20);
    assertThat(digits.shape()).isEqualTo(shape);
    assertThat(open(digits).shape()).isEqualTo(shape);
    assertThat(open(digits).training().size()).isEqualTo(30);
    assertThat(open(digits).test().size()).isEqualTo(20);
  }

  @Test
  void theSameSeedDrawsTheSameImages() {
    Dataset first = open(new Digits(40, 20, 9));
    Dataset second = open(new Digits(40, 20, 9));
    assertThat(first.digest()).isEqualTo(second.digest()).matches("[0-9a-f]{64}");
    assertThat(first.training().images(upTo(40))).isEqualTo(second.training().images(upTo(40)));
    assertThat(first.test().images(upTo(20))).isEqualTo(second.test().images(upTo(20)));
  }

  @Test
  void everyParameterChangesTheDigest() {
    assertThat(
            List.of(
                open(new Digits(40, 20, 9)).digest(),
                open(new Digits(40, 20, 10)).digest(),
                open(new Digits(41, 20, 9)).digest(),
                open(new Digits(40, 21, 9)).digest()))
        .doesNotHaveDuplicates();
  }

  /** Published results rest on these images: if this fails, the id has changed its meaning. */
  @Test
  void theImagesOfASeedNeverChange() {
    assertThat(open(new Digits(100, 50, 1)).digest())
        .isEqualTo("c57feec30b9380055f88de8e9e63a21946820da1db89d81c4121316b719c83cd");
  }

  @Test
  void anImageDoesNotDependOnHowManyThereAre() {
    Dataset few = open(new Digits(15, 5, 2));
    Dataset many = open(new Digits(60, 45, 2));
    assertThat(many.training().images(upTo(15))).isEqualTo(few.training().images(upTo(15)));
    assertThat(many.training().labels(upTo(15))).isEqualTo(few.training().labels(upTo(15)));
    assertThat(many.test().images(upTo(5))).isEqualTo(few.test().images(upTo(5)));
  }

  @Test
  void noTwoImagesAreEqualWithinOrAcrossTheSplits() {
    Dataset digits = open(new Digits(500, 500, 1));
    Stream<float[]> images =
        Stream.of(digits.training(), digits.test()).flatMap(split -> Arrays.stream(rows(split)));
    assertThat(images.map(Arrays::toString)).hasSize(1000).doesNotHaveDuplicates();
  }

  @Test
  void everyTenImagesHoldEveryDigit() {
    Dataset digits = open(new Digits(200, 100, 1));
    int[] labels = digits.training().labels(upTo(200));
    for (int start = 0; start < 200; start += 10) {
      assertThat(IntStream.range(start, start + 10).map(i -> labels[i]))
          .containsExactlyInAnyOrder(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
    }
    assertThat(IntStream.of(digits.test().labels(upTo(100))).filter(label -> label == 3).count())
        .isEqualTo(10);
  }

  @Test
  void pixelsUseTheWholeRangeAndEveryImageShowsAStroke() {
    INDArray images = open(new Digits(300, 10, 1)).training().images(upTo(300));
    assertThat(images.minNumber().floatValue()).isEqualTo(-1f);
    assertThat(images.maxNumber().floatValue()).isEqualTo(1f);
    for (int i = 0; i < 300; i++) {
      float[] pixels = images.slice(i).dup().ravel().toFloatVector();
      long bright = IntStream.range(0, 784).filter(p -> pixels[p] > 0).count();
      assertThat(bright).as("bright pixels of image %d", i).isBetween(10L, 350L);
    }
  }

  /** A linear classifier must fail where a nonlinear one does not: otherwise layers are idle. */
  @Test
  void linearClassifiersStayBehindNonlinearOnes() {
    Dataset digits = open(new Digits(8_000, 1_000, 1));
    float[][] training = rows(digits.training());
    int[] trainingLabels = digits.training().labels(upTo(8000));
    float[][] test = rows(digits.test());
    int[] testLabels = digits.test().labels(upTo(1000));

    SoftmaxRegression linear = SoftmaxRegression.train(training, trainingLabels, 10);
    double linearAccuracy = accuracy(test, testLabels, linear::predict);
    double nearestAccuracy =
        accuracy(test, testLabels, image -> labelOfNearest(training, trainingLabels, image));

    assertThat(linearAccuracy).isBetween(0.70, 0.88);
    assertThat(nearestAccuracy).isGreaterThan(linearAccuracy + 0.06);
  }

  private static double accuracy(
      float[][] images, int[] labels, ToIntFunction<float[]> classifier) {
    return IntStream.range(0, images.length)
        .map(i -> classifier.applyAsInt(images[i]) == labels[i] ? 1 : 0)
        .average()
        .orElseThrow();
  }

  private static int labelOfNearest(float[][] images, int[] labels, float[] image) {
    int nearest = -1;
    float least = Float.POSITIVE_INFINITY;
    for (int i = 0; i < images.length; i++) {
      float distance = squaredDistance(images[i], image);
      if (distance < least) {
        least = distance;
        nearest = i;
      }
    }
    return labels[nearest];
  }

  private static float squaredDistance(float[] a, float[] b) {
    float sum = 0;
    for (int p = 0; p < a.length; p++) {
      sum += (a[p] - b[p]) * (a[p] - b[p]);
    }
    return sum;
  }

  @ParameterizedTest
  @ValueSource(ints = {Integer.MIN_VALUE, -1, 0, 1_000_001, Integer.MAX_VALUE})
  void countsOutOfRangeAreRefused(int count) {
    assertThatThrownBy(() -> new Digits(count, 10, 1))
        .isInstanceOfSatisfying(
            InvalidParameterException.class,
            problem -> {
              assertThat(problem.parameter()).isEqualTo("training");
              assertThat(problem).hasMessage("must lie in 1 … 1000000, but is " + count);
            });
    assertThatThrownBy(() -> new Digits(10, count, 1))
        .isInstanceOfSatisfying(
            InvalidParameterException.class,
            problem -> assertThat(problem.parameter()).isEqualTo("test"));
  }
}
