package org.orthant.datasets.arrays;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.orthant.api.BadInputException;
import org.orthant.api.InvalidParameterException;
import org.orthant.api.data.PixelRange;

class RefusalsTest {
  @TempDir Path folder;

  private Path write(String name, byte... content) throws IOException {
    return Npy.write(folder, name, content);
  }

  private static void refused(NumpyArrays arrays, String... words) {
    assertThatThrownBy(arrays::shape)
        .isInstanceOf(BadInputException.class)
        .hasMessageContainingAll(words)
        .message()
        .doesNotContain("\n");
  }

  private void refusedOnOpening(byte[] images, PixelRange range, String... words)
      throws IOException {
    NumpyArrays arrays =
        Named.together(write("x.npy", images), write("y.npy", Npy.labels(0, 1)), range);
    assertThatThrownBy(() -> arrays.open(file -> Path.of("none")))
        .isInstanceOf(BadInputException.class)
        .hasMessageContainingAll(words);
  }

  private Path twoImages() throws IOException {
    return write("x.npy", Npy.array("|u1", "(2, 1)", new byte[2]));
  }

  @Test
  void lengthsDiffer() throws IOException {
    refused(
        Named.together(twoImages(), write("y.npy", Npy.labels(0, 1, 1))),
        "x.npy: has 2 images",
        "y.npy has 3 labels");
  }

  @Test
  void labelsOutsideTheClasses() throws IOException {
    refused(
        Named.together(twoImages(), write("y.npy", Npy.labels(0, -3))),
        "label 1 must lie",
        "is -3");
    refused(
        Named.cut(twoImages(), write("y.npy", Npy.labels(0, 7)), 0.5, 1, Optional.of(7)),
        "label 1 must lie in 0 … 6, but is 7");
    byte[] large = {0, 0, 0, 0, 0, 0, 0, 0, -1, -1, -1, -1, -1, -1, -1, -1};
    refused(
        Named.together(twoImages(), write("y.npy", Npy.array("<u8", "(2,)", large))),
        "is 18446744073709551615");
    refused(Named.together(twoImages(), write("y.npy", Npy.labels(0, 0))), "two classes");
  }

  @Test
  void labelsThatAreNone() throws IOException {
    refused(
        Named.together(twoImages(), write("y.npy", Npy.floats("(2,)", 0, 1))),
        "whole numbers",
        "<f4");
    refused(
        Named.together(twoImages(), write("y.npy", Npy.array("|u1", "(2, 3)", new byte[6]))),
        "argmax");
  }

  @Test
  void numbersThatAreNotFinite() throws IOException {
    refusedOnOpening(
        Npy.floats("(2, 1, 2)", 0, 0, 0, Float.NaN),
        PixelRange.SIGNED,
        "image 1 in row 0, column 1, channel 0 is NaN");
    refusedOnOpening(
        Npy.doubles("(2, 3)", 0, 0, 0, 0, 1e300, 0),
        PixelRange.SIGNED,
        "row 1, column 1 is NaN, infinite or too large");
  }

  @Test
  void pixelsOutsideOfWhatIsSaid() throws IOException {
    refusedOnOpening(
        Npy.floats("(2, 1, 1)", 0, 255), PixelRange.UNIT, "is 255.000, outside of 0.0 to 1.0");
    refusedOnOpening(
        Npy.floats("(2, 1)", -1, 255), PixelRange.BYTES, "is -1.00000, outside of 0.0");
  }

  @Test
  void floatsThatDoNotSayWhatTheyMean() throws IOException {
    refused(
        Named.together(
            write("x.npy", Npy.floats("(2, 1)", 0, 1)), write("y.npy", Npy.labels(0, 1))),
        "pixels: 0..255, 0..1 or -1..1");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "|u1; False; (2, 3); bytes long, where its header's shape [2, 3] needs",
        "|u1; False; (99999999999, 9); no size may be",
        "|u1; False; (2, 99999999, 99999999); may have",
        "|u1; False; (9999999999, 9999999999); impossible shape",
        "|u1; False; (0, 1); no size may be 0",
        "|u1; False; (2,); must be of the shape",
        "|u1; True; (2, 1); ascontiguousarray",
        "|O; False; (2, 1); Python's objects",
        "<i4; False; (2, 1); astype",
        "[('a', '<f4')]; False; (2,); not understood"
      })
  void headersThatLieOrCannotBeRead(String type, String fortran, String shape, String words)
      throws IOException {
    Path images =
        write(
            "x.npy",
            Npy.described(
                type.startsWith("[") ? type : "'" + type + "'", fortran, shape, new byte[2]));
    refused(Named.together(images, write("y.npy", Npy.labels(0, 1))), "x.npy", words);
  }

  @Test
  void filesThatAreMissingOrTruncated() throws IOException {
    Path labels = write("y.npy", Npy.labels(0, 1));
    refused(Named.together(folder.resolve("none.npy"), labels), "none.npy", "no such file");
    refused(Named.archive(folder.resolve("none.npz")), "none.npz", "no such file");
    refused(new NumpyArrays(), "name the files");
    byte[] whole = Npy.array("|u1", "(2, 1)", new byte[2]);
    for (int length = 0; length < whole.length; length++) {
      refused(Named.together(write("x.npy", Arrays.copyOf(whole, length)), labels), "x.npy");
    }
    refused(Named.together(write("x.npz", whole), labels), "archive: FILE");
  }

  @Test
  void archivesWithoutTheArray() throws IOException {
    Path archive =
        write("a.npz", Npy.archive(true, Map.of("images", new byte[1], "other", new byte[1])));
    refused(Named.archive(archive), "has no array 'labels', but", "other");
    refused(Named.archive(archive, "x", "y"), "has no array 'x', but");
    refused(Named.archive(write("b.npz", new byte[50])), "b.npz", "no .npz file");
  }

  /** The directory of the archive announces more than the packed bytes can hold. */
  @Test
  void archivesThatClaimTooMuch() throws IOException {
    byte[] images = Npy.array("|u1", "(9000000, 100)", new byte[100]);
    byte[] archive = Npy.archive(true, Map.of("images", images));
    int directory = archive.length - 22 - 46 - "images.npy".length();
    byte[] claim = {0, (byte) 0xe9, (byte) 0xa4, 0x35};
    System.arraycopy(claim, 0, archive, directory + 24, claim.length);
    refused(Named.archive(write("bomb.npz", archive)), "bomb.npz");
    refused(
        Named.archive(folder.resolve("bomb.npz"), "images", "images"), "claims 900000000 bytes");
  }

  @Test
  void parametersThatExcludeEachOther() {
    ArrayPair pair = Named.pair(Path.of("x"), Path.of("y"));
    Optional<Path> none = Optional.empty();
    assertThatThrownBy(
            () ->
                new NumpyArrays(
                    Optional.of(pair),
                    Optional.empty(),
                    none,
                    none,
                    none,
                    List.of(),
                    0.2,
                    1,
                    Layout.NHWC,
                    Optional.empty(),
                    Optional.empty()))
        .isInstanceOf(InvalidParameterException.class)
        .hasMessageContaining("where training is");
    assertThatThrownBy(() -> Named.archive(Path.of("a"), "one", "two", "three"))
        .isInstanceOf(InvalidParameterException.class)
        .hasMessageContaining("one, two or four");
    assertThatThrownBy(() -> Named.cut(Path.of("a"), Path.of("b"), 1, 1, Optional.empty()))
        .isInstanceOf(InvalidParameterException.class)
        .hasMessageContaining("less than 1");
  }
}
