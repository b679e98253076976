package org.orthant.api.file;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeptFileTest {
  @TempDir Path folder;
  private KeptFile file;
  private byte[] kept;

  @BeforeEach
  void keep() throws IOException {
    file = new KeptFile(folder.resolve("file"), "run/file");
    file.write(out -> out.write("content".getBytes(UTF_8)));
    kept = Files.readAllBytes(file.path());
  }

  @Test
  void isNameAndContentWithTheirChecksum() throws Exception {
    ByteArrayOutputStream expected = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(expected);
    out.writeBytes("ORTK");
    out.writeShort("run/file".length());
    out.writeBytes("run/file");
    out.writeBytes("content");
    out.write(MessageDigest.getInstance("SHA-256").digest(expected.toByteArray()));
    assertThat(kept).isEqualTo(expected.toByteArray());
    assertThat(text(file)).contains("content");
  }

  @Test
  void anyBitThatFlipsIsSeen() throws IOException {
    for (int bit = 0; bit < 8 * kept.length; bit++) {
      byte[] flipped = kept.clone();
      flipped[bit / 8] ^= (byte) (1 << bit % 8);
      assertDamaged(flipped);
    }
  }

  @Test
  void anyLengthButItsOwnIsSeen() throws IOException {
    for (int length = 0; length < kept.length; length++) {
      assertDamaged(Arrays.copyOf(kept, length));
    }
    assertDamaged(Arrays.copyOf(kept, kept.length + 1));
    assertDamaged(new byte[kept.length]);
  }

  private void assertDamaged(byte... bytes) throws IOException {
    Files.write(file.path(), bytes);
    assertThatThrownBy(() -> text(file))
        .isInstanceOf(DamagedFileException.class)
        .hasMessageStartingWith(file.path() + " ");
  }

  @Test
  void aFileInTheWrongPlaceIsSeen() throws IOException {
    KeptFile other = new KeptFile(folder.resolve("other"), "run/other");
    other.write(out -> out.write("content".getBytes(UTF_8)));
    Files.write(other.path(), kept);
    assertThatThrownBy(() -> text(other))
        .isInstanceOf(DamagedFileException.class)
        .hasMessage(other.path() + " was kept as another, run/file");
  }

  @Test
  void contentThatItsReaderRefusesIsDamage() {
    assertThatThrownBy(
            () ->
                file.read(
                    in -> {
                      throw new IllegalArgumentException("7 bytes");
                    }))
        .isInstanceOf(DamagedFileException.class)
        .hasMessage(file.path() + " holds what cannot be read (7 bytes)");
  }

  @Test
  void readersSeeTheContentAndNoMore() throws IOException {
    Optional<String> read =
        file.read(
            in -> {
              in.skipNBytes(3);
              String rest = new String(in.readNBytes(2), UTF_8) + (char) in.read();
              return rest + new String(in.readAllBytes(), UTF_8) + in.read();
            });
    assertThat(read).contains("tent-1");
  }

  /** It has no more bytes on the disk than it needs, but says that it is 3 GB long. */
  @Test
  void aFileOfAbsurdSizeTakesNoMemory() throws IOException {
    try (RandomAccessFile huge = new RandomAccessFile(file.path().toFile(), "rw")) {
      huge.setLength(3L << 30);
      huge.write(new byte[4]);
    }
    assertThatThrownBy(() -> text(file)).isInstanceOf(DamagedFileException.class);
  }

  @Test
  void whatIsNotThereIsNotDamaged() throws IOException {
    Files.delete(file.path());
    assertThat(text(file)).isEmpty();
    Files.createDirectory(file.path());
    assertThatThrownBy(() -> text(file)).isInstanceOf(DamagedFileException.class);
  }

  @Test
  void isSetAsideInPlaceOfWhatWasAndBesideAFolder() throws IOException {
    Path corrupt = folder.resolve("file.corrupt");
    Files.writeString(corrupt, "of an earlier time");
    assertThat(file.setAside(".corrupt")).isEqualTo(corrupt).hasBinaryContent(kept);
    assertThat(file.path()).doesNotExist();
    Files.delete(corrupt);
    Files.writeString(Files.createDirectory(corrupt).resolve("something"), "");
    file.write(out -> {});
    assertThat(file.setAside(".corrupt")).isRegularFile().asString().endsWith(".corrupt");
    assertThat(corrupt.resolve("something")).exists();
  }

  private static Optional<String> text(KeptFile file) throws IOException {
    return file.read(in -> new String(in.readAllBytes(), UTF_8));
  }
}
