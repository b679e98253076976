package org.orthant.datasets;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.orthant.api.BadInputException;

class IdxFileTest {
  private static final byte[] PIXELS = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, (byte) 254, (byte) 255};

  private Path path;
  private IdxFile file;

  @BeforeEach
  void nameTheFile(@TempDir Path folder) {
    path = folder.resolve("some-idx-ubyte.gz");
    file = new IdxFile(path);
  }

  private void write(byte[] data, int... header) throws IOException {
    IdxWriter.write(path, header, data);
  }

  /** Two images of 2 × 3, all right. */
  private void writeImages() throws IOException {
    write(PIXELS, 2051, 2, 2, 3);
  }

  private void assertRefused(ThrowingCallable reading, String problem) {
    assertThatThrownBy(reading)
        .isInstanceOf(BadInputException.class)
        .hasMessage(path + ": " + problem);
  }

  private void assertImagesRefused(String problem) {
    assertRefused(() -> file.images(2, 2, 3), problem);
  }

  @Test
  void imagesAreTheBytesBehindTheHeader() throws IOException {
    writeImages();
    assertThat(file.images(2, 2, 3)).isEqualTo(PIXELS);
  }

  @Test
  void labelsAreTheBytesBehindTheHeader() throws IOException {
    write(new byte[] {9, 0, 3}, 2049, 3);
    assertThat(file.labels(3, 10)).containsExactly(9, 0, 3);
  }

  @Test
  void labelsInPlaceOfImagesAreRefusedByTheirMagicNumber() throws IOException {
    write(PIXELS, 2049, 12);
    assertImagesRefused("magic number must be 2051, but is 2049");
  }

  @Test
  void imagesInPlaceOfLabelsAreRefusedByTheirMagicNumber() throws IOException {
    writeImages();
    assertRefused(() -> file.labels(2, 10), "magic number must be 2049, but is 2051");
  }

  @ParameterizedTest
  @CsvSource({
    "3, 2, 3, 'number of images must be 2, but is 3'",
    "2, 3, 3, 'number of rows must be 2, but is 3'",
    "2, 2, 4, 'number of columns must be 3, but is 4'",
    "2147483647, 2, 3, 'number of images must be 2, but is 2147483647'",
    "-1, 2, 3, 'number of images must be 2, but is 4294967295'",
  })
  void otherSizesAreRefused(int images, int rows, int columns, String problem) throws IOException {
    write(PIXELS, 2051, images, rows, columns);
    assertImagesRefused(problem);
  }

  @Test
  void anotherNumberOfLabelsIsRefused() throws IOException {
    write(new byte[] {9, 0, 3}, 2049, 3);
    assertRefused(() -> file.labels(4, 10), "number of labels must be 4, but is 3");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 11})
  void missingPixelsAreRefusedWithBothLengths(int left) throws IOException {
    write(Arrays.copyOf(PIXELS, left), 2051, 2, 2, 3);
    assertImagesRefused("must unpack to 28 bytes, but unpacks to " + (16 + left));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 100_000})
  void trailingBytesAreRefused(int more) throws IOException {
    write(Arrays.copyOf(PIXELS, PIXELS.length + more), 2051, 2, 2, 3);
    assertImagesRefused("must unpack to 28 bytes, but unpacks to more");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3})
  void aShortHeaderIsRefusedWithBothLengths(int numbers) throws IOException {
    write(new byte[] {0, 0}, Arrays.copyOf(new int[] {2051, 2, 2}, numbers));
    assertImagesRefused("must unpack to 28 bytes, but unpacks to " + (numbers * 4 + 2));
  }

  @ParameterizedTest
  @CsvSource({"10, 0", "255, 1", "128, 2"})
  void aLabelOutsideTheClassesIsRefused(int label, int place) throws IOException {
    byte[] labels = {9, 9, 9};
    labels[place] = (byte) label;
    write(labels, 2049, 3);
    assertRefused(
        () -> file.labels(3, 10), "label " + place + " must lie in 0 … 9, but is " + label);
  }

  @Test
  void aFileThatIsNotGzipIsRefused() throws IOException {
    Files.write(path, PIXELS);
    assertImagesRefused(
        "must be gzip that unpacks to 28 bytes, but is 12 bytes of broken gzip"
            + " (Not in GZIP format)");
  }

  @Test
  void aGzipFileCutOffAnywhereIsRefused() throws IOException {
    writeImages();
    byte[] whole = Files.readAllBytes(path);
    for (int left = 0; left < whole.length; left++) {
      Files.write(path, Arrays.copyOf(whole, left));
      assertThatThrownBy(() -> file.images(2, 2, 3))
          .isInstanceOf(BadInputException.class)
          .hasMessageStartingWith(
              "%s: must be gzip that unpacks to 28 bytes, but is %d bytes of broken gzip"
                  .formatted(path, left));
    }
  }

  @Test
  void aFlippedBitInTheChecksumIsRefused() throws IOException {
    writeImages();
    byte[] whole = Files.readAllBytes(path);
    whole[whole.length - 8] ^= 1;
    Files.write(path, whole);
    assertThatThrownBy(() -> file.images(2, 2, 3))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("broken gzip");
  }

  @Test
  void twoFilesInOneAreRefused() throws IOException {
    writeImages();
    byte[] whole = Files.readAllBytes(path);
    byte[] twice = Arrays.copyOf(whole, 2 * whole.length);
    System.arraycopy(whole, 0, twice, whole.length, whole.length);
    Files.write(path, twice);
    assertImagesRefused("must unpack to 28 bytes, but unpacks to more");
  }

  @Test
  void nothingIsReadBeyondTheByteThatIsTooMuch() throws IOException {
    writeImages();
    byte[] whole = Files.readAllBytes(path);
    // A second member follows, of which one byte unpacks and the rest is broken.
    byte[] brokenBehind = gzip(0x00, 1, new byte[0], (byte) 7);
    brokenBehind[brokenBehind.length - 1] ^= 1;
    Files.write(path, joined(whole, brokenBehind));
    assertImagesRefused("must unpack to 28 bytes, but unpacks to more");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "000000", "garbage", "1f8b07"})
  void whatFollowsAndIsNoGzipIsRefused(String behind) throws IOException {
    writeImages();
    Files.write(path, behind.getBytes(UTF_8), StandardOpenOption.APPEND);
    assertThatThrownBy(() -> file.images(2, 2, 3))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("broken gzip");
  }

  @Test
  void severalMembersAreOneFile() throws IOException {
    writeImages();
    byte[] whole = unpacked();
    Files.write(
        path,
        joined(
            gzip(0, 0, new byte[0], Arrays.copyOf(whole, 20)),
            gzip(0, 0, new byte[0]),
            gzip(0, 0, new byte[0], Arrays.copyOfRange(whole, 20, 28))));
    assertThat(file.images(2, 2, 3)).isEqualTo(PIXELS);
  }

  /** Bits 1 to 4 of the flags: a checked header, extra fields, a name, a comment. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 4, 8, 16, 31})
  void headersMayHoldNamesAndComments(int flags) throws IOException {
    writeImages();
    Files.write(path, gzip(flags, 100, new byte[] {5, 0, 1, 2, 3, 4, 5}, unpacked()));
    assertThat(file.images(2, 2, 3)).isEqualTo(PIXELS);
  }

  @Test
  void aHeaderWithALongNameIsRefused() throws IOException {
    writeImages();
    byte[] whole = unpacked();
    Files.write(path, gzip(8, 60_000, new byte[0], whole));
    assertThat(file.images(2, 2, 3)).isEqualTo(PIXELS);
    Files.write(path, gzip(8, 1 << 22, new byte[0], whole));
    assertThatThrownBy(() -> file.images(2, 2, 3))
        .isInstanceOf(BadInputException.class)
        .hasMessageEndingWith("broken gzip (a header of more than 65536 bytes)");
  }

  private byte[] unpacked() throws IOException {
    try (GZIPInputStream whole = new GZIPInputStream(Files.newInputStream(path))) {
      return whole.readAllBytes();
    }
  }

  /** One member by hand; names and comments have {@code length} letters. */
  private static byte[] gzip(int flags, int length, byte[] extra, byte... content)
      throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(content);
    }
    byte[] plain = packed.toByteArray();
    ByteArrayOutputStream member = new ByteArrayOutputStream();
    member.write(plain, 0, 3);
    member.write(flags);
    member.write(plain, 4, 6);
    member.write((flags & 4) == 0 ? new byte[0] : extra);
    for (int text : new int[] {8, 16}) {
      if ((flags & text) != 0) {
        member.write(("n".repeat(length) + "\0").getBytes(UTF_8));
      }
    }
    member.write((flags & 2) == 0 ? new byte[0] : new byte[2]);
    member.write(plain, 10, plain.length - 10);
    return member.toByteArray();
  }

  private static byte[] joined(byte[]... members) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] member : members) {
      all.write(member);
    }
    return all.toByteArray();
  }
}
