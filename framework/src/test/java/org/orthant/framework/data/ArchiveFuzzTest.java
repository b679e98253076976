package org.orthant.framework.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.PropertyDefaults;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;
import org.orthant.fuzz.Fuzz;

@PropertyDefaults(
    tries = Fuzz.ROUNDS,
    shrinking = ShrinkingMode.OFF,
    edgeCases = EdgeCasesMode.NONE)
final class ArchiveFuzzTest {
  private static final Path FOLDER = newFolder();
  private static final byte[] ARCHIVE = archive();
  private static final Fuzz PACKED = fuzz("tar.gz of a dataset", ARCHIVE);
  private static final Fuzz UNPACKED = fuzz("tar of a dataset, packed after the change", tar());

  private static Fuzz fuzz(String reader, byte[] valid) {
    return new Fuzz(reader, List.of(IOException.class, DownloadException.class), valid);
  }

  private static Path newFolder() {
    try {
      return Files.createTempDirectory("fuzz");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] archive() {
    try {
      return new TarWriter()
          .folder("data/")
          .file("data/a.bin", "some content")
          .file("data/" + "long".repeat(30), "more content")
          .bytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] tar() {
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(ARCHIVE))) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] gzip(byte... bytes) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(bytes);
    }
    return packed.toByteArray();
  }

  @AfterContainer
  static void report() throws IOException {
    delete(FOLDER);
    List.of(PACKED, UNPACKED).forEach(Fuzz::report);
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path path : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }

  @Property(seed = "1705")
  void packed(@ForAll Random random) {
    PACKED.feed(random, ArchiveFuzzTest::unpack);
  }

  @Property(seed = "1706")
  void unpacked(@ForAll Random random) {
    UNPACKED.feed(random, input -> unpack(gzip(input)));
  }

  /** And sees that nothing lies outside. */
  private static void unpack(byte... input) throws IOException, DownloadException {
    Path file = Files.write(FOLDER.resolve("archive"), input);
    Path into = Files.createDirectory(FOLDER.resolve("into"));
    try {
      new Archive(file, 1000).unpack(Path.of("data"), into);
    } finally {
      assertThat(FOLDER.toFile().list()).containsExactlyInAnyOrder("archive", "into");
      delete(into);
    }
  }
}
