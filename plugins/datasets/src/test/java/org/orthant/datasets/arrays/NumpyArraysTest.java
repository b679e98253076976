package org.orthant.datasets.arrays;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.orthant.api.BadInputException;
import org.orthant.api.data.Dataset;
import org.orthant.api.data.DatasetShape;
import org.orthant.api.data.PixelRange;
import org.orthant.api.model.ImageShape;

class NumpyArraysTest {
  private static final byte[] TWELVE = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, -1};

  @TempDir Path folder;

  private Path write(String name, byte... content) throws IOException {
    return Npy.write(folder, name, content);
  }

  private static Dataset open(NumpyArrays arrays) throws IOException {
    Dataset dataset = arrays.open(file -> Path.of("none"));
    assertThat(dataset.shape()).isEqualTo(arrays.shape());
    return dataset;
  }

  private NumpyArrays twoImages(Layout layout, byte[] images, PixelRange... pixels)
      throws IOException {
    ArrayPair pair = Named.pair(write("images.npy", images), write("labels.npy", Npy.labels(1, 0)));
    return Named.apart(pair, pair, layout, pixels);
  }

  private static float[] pixel(Dataset dataset, int image) {
    return dataset.training().images(image).reshape(-1).toFloatVector();
  }

  private static float at(int value) {
    return value / 127.5f - 1;
  }

  @Test
  void bytesOfPixelsThatLieTogetherKeepTheirOrder() throws IOException {
    Dataset read = open(twoImages(Layout.NHWC, Npy.array("|u1", "(2, 1, 2, 3)", TWELVE)));
    assertThat(read.shape()).isEqualTo(new DatasetShape(new ImageShape(1, 2, 3), 2, 2, 2));
    assertThat(pixel(read, 0)).containsExactly(at(0), at(1), at(2), at(3), at(4), at(5));
    assertThat(pixel(read, 1)).containsExactly(at(6), at(7), at(8), at(9), at(10), at(255));
    assertThat(read.training().labels(0, 1, 1)).containsExactly(1, 0, 0);
  }

  @Test
  void imagesMayHaveNoLabels() throws IOException {
    Path images = write("images.npy", Npy.array("|u1", "(4, 1, 1, 3)", TWELVE));
    ArrayPair alone = new ArrayPair(images, Optional.empty());
    Dataset apart = open(Named.apart(alone, alone, Layout.NHWC));
    assertThat(apart.shape()).isEqualTo(DatasetShape.unlabelled(new ImageShape(1, 1, 3), 4, 4));
    assertThat(pixel(apart, 3)).containsExactly(at(9), at(10), at(255));
    assertThatThrownBy(() -> apart.test().labels(0))
        .isInstanceOf(UnsupportedOperationException.class);
    assertThat(open(Named.unlabelled(images)).shape())
        .isEqualTo(DatasetShape.unlabelled(new ImageShape(1, 1, 3), 2, 2));
    Path archive = write("a.npz", Npy.archive(true, Map.of("images", Files.readAllBytes(images))));
    assertThat(open(Named.archive(archive)).shape().isLabelled()).isFalse();
    assertThat(open(Named.archive(archive, "images")).shape().isLabelled()).isFalse();
  }

  @Test
  void bothSplitsHaveLabelsOrNeither() throws IOException {
    Path images = write("images.npy", Npy.array("|u1", "(4, 1, 1, 3)", TWELVE));
    Path labels = write("labels.npy", Npy.labels(0, 1, 0, 1));
    NumpyArrays half =
        Named.apart(
            Named.pair(images, labels), new ArrayPair(images, Optional.empty()), Layout.NHWC);
    assertThatThrownBy(half::shape)
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("both need them, or neither");
  }

  @Test
  void planesBecomePixels() throws IOException {
    Dataset read = open(twoImages(Layout.NCHW, Npy.array("|u1", "(2, 3, 1, 2)", TWELVE)));
    assertThat(read.shape().image()).isEqualTo(new ImageShape(1, 2, 3));
    assertThat(pixel(read, 0)).containsExactly(at(0), at(2), at(4), at(1), at(3), at(5));
  }

  @ParameterizedTest
  @CsvSource({"NHWC", "NCHW"})
  void threeAxesAreOneChannel(Layout layout) throws IOException {
    Dataset read = open(twoImages(layout, Npy.array("|u1", "(2, 3, 2)", TWELVE)));
    assertThat(read.shape().image()).isEqualTo(new ImageShape(3, 2, 1));
    assertThat(pixel(read, 0)).containsExactly(at(0), at(1), at(2), at(3), at(4), at(5));
  }

  @Test
  void rowsOfFeaturesAreImagesOfOnePixelAndMayBeLeftAsTheyAre() throws IOException {
    Dataset read =
        open(
            twoImages(
                Layout.NHWC, Npy.floats("(2, 2)", 3.5f, -0f, 1e30f, 0.1f), PixelRange.SIGNED));
    assertThat(read.shape().image()).isEqualTo(ImageShape.vector(2));
    assertThat(pixel(read, 0)).containsExactly(3.5f, -0f);
    assertThat(pixel(read, 1)).containsExactly(1e30f, 0.1f);
  }

  @Test
  void rangesAreTakenToThatOfBytes() throws IOException {
    byte[] bytes = Npy.floats("(2, 1, 1)", 17, 255);
    assertThat(pixel(open(twoImages(Layout.NHWC, bytes, PixelRange.BYTES)), 0))
        .containsExactly(at(17));
    byte[] units = Npy.doubles("(2, 1, 1)", 0.25, 1);
    assertThat(pixel(open(twoImages(Layout.NHWC, units, PixelRange.UNIT)), 0))
        .containsExactly(-0.5f);
    byte[] bits = Npy.array("|u1", "(2, 1, 1)", new byte[] {0, 1});
    Dataset read = open(twoImages(Layout.NHWC, bits, PixelRange.UNIT));
    assertThat(pixel(read, 0)).containsExactly(-1);
    assertThat(pixel(read, 1)).containsExactly(1);
  }

  @ParameterizedTest
  @CsvSource({"<f2, 0, 60", "'>f2', 60, 0"})
  void halfFloatsAreReadInEitherOrderOfBytes(String type, byte first, byte second)
      throws IOException {
    byte[] ones = {first, second, first, second};
    assertThat(
            pixel(
                open(twoImages(Layout.NHWC, Npy.array(type, "(2, 1, 1)", ones), PixelRange.SIGNED)),
                0))
        .containsExactly(1);
  }

  @ParameterizedTest
  @CsvSource({
    "|u1, 0 2",
    "|i1, 0 2",
    "<u2, 0 0 2 0",
    "'>i2', 0 0 0 2",
    "<i4, 0 0 0 0 2 0 0 0",
    "'>u4', 0 0 0 0 0 0 0 2",
    "'>i8', 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 2"
  })
  void labelsMayBeAnyWholeNumbers(String type, String numbers) throws IOException {
    String[] each = numbers.split(" ", -1);
    byte[] data = new byte[each.length];
    IntStream.range(0, data.length).forEach(i -> data[i] = Byte.parseByte(each[i]));
    Path images = write("images.npy", Npy.array("|u1", "(2, 1, 6)", TWELVE));
    for (String shape : new String[] {"(2,)", "(2, 1)"}) {
      ArrayPair pair = Named.pair(images, write("labels.npy", Npy.array(type, shape, data)));
      Dataset read = open(Named.apart(pair, pair, Layout.NHWC));
      assertThat(read.shape().classes()).isEqualTo(3);
      assertThat(read.test().labels(0, 1)).containsExactly(0, 2);
    }
  }

  @Test
  void chanceCutsOneArrayInTwoAlwaysTheSameWay() throws IOException {
    byte[] pixels = new byte[100];
    long[] classes = new long[100];
    for (int i = 0; i < 100; i++) {
      pixels[i] = (byte) i;
      classes[i] = i;
    }
    Path images = write("images.npy", Npy.array("|u1", "(100, 1)", pixels));
    Path labels = write("labels.npy", Npy.labels(classes));
    Dataset cut = open(Named.cut(images, labels, 0.2, 1, Optional.empty()));
    Dataset other = open(Named.cut(images, labels, 0.2, 2, Optional.of(1000)));
    assertThat(cut.shape()).isEqualTo(new DatasetShape(ImageShape.vector(1), 100, 80, 20));
    assertThat(other.shape().classes()).isEqualTo(1000);
    TreeSet<Integer> seen = new TreeSet<>();
    for (int i = 0; i < 80; i++) {
      int label = cut.training().labels(i)[0];
      assertThat(pixel(cut, i)).containsExactly(at(label));
      seen.add(label);
    }
    for (int label : cut.test().labels(IntStream.range(0, 20).toArray())) {
      seen.add(label);
    }
    assertThat(seen).hasSize(100);
    assertThat(open(Named.cut(images, labels, 0.2, 1, Optional.empty())).digest())
        .isEqualTo(cut.digest())
        .isNotEqualTo(other.digest());
  }

  @ParameterizedTest
  @CsvSource({"true", "false"})
  void archivesAreReadByTheirUsualKeysOrByThoseNamed(boolean deflated) throws IOException {
    byte[] images = Npy.array("|u1", "(2, 1, 2, 3)", TWELVE);
    byte[] labels = Npy.labels(1, 0);
    ArrayPair pair = Named.pair(write("x.npy", images), write("y.npy", labels));
    String digest = open(Named.apart(pair, pair, Layout.NHWC)).digest();
    Path usual =
        write(
            "usual.npz",
            Npy.archive(
                deflated,
                Map.of("x_train", images, "y_train", labels, "x_test", images, "y_test", labels)));
    assertThat(open(Named.archive(usual)).digest()).isEqualTo(digest);
    assertThat(open(Named.archive(usual, "x_test", "y_train", "x_train", "y_test")).digest())
        .isEqualTo(digest);
    Path two = write("two.npz", Npy.archive(deflated, Map.of("images", images, "labels", labels)));
    assertThat(open(Named.archive(two)).shape().training()).isEqualTo(1);
  }

  @Test
  void theDigestFollowsPixelsAndLabels() throws IOException {
    byte[] some = Npy.floats("(2, 1, 1)", 0, 1);
    byte[] others = Npy.floats("(2, 1, 1)", 0, 0.5f);
    String digest = open(twoImages(Layout.NHWC, some, PixelRange.UNIT)).digest();
    assertThat(open(twoImages(Layout.NHWC, others, PixelRange.UNIT)).digest()).isNotEqualTo(digest);
    assertThat(open(twoImages(Layout.NHWC, some, PixelRange.SIGNED)).digest()).isNotEqualTo(digest);
  }
}
