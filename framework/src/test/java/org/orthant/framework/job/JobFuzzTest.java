package org.orthant.framework.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
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
final class JobFuzzTest {
  private static final Path FOLDER = newFolder();
  private static final Fuzz JOBS = new Fuzz("job", List.of(IOException.class), job());
  private static final Fuzz BUNDLES = new Fuzz("bundle", List.of(IOException.class), bundle());

  private static Path newFolder() {
    try {
      return Files.createTempDirectory("fuzz");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] job() {
    ByteBuffer content = ByteBuffer.wrap(new byte[] {1, 2, 3});
    return new Job(
            Job.Kind.GROUPS,
            "name: some\n",
            "configs",
            List.of("data"),
            true,
            List.of(new JobFile("a.jar", content)),
            List.of(new JobFile("b", content), new JobFile("c", content)),
            content)
        .write();
  }

  private static byte[] bundle() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (String name : List.of("a", "export/conv1/b.npy", "result.json")) {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(new byte[100]);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  @AfterContainer
  static void report() throws IOException {
    delete(FOLDER);
    List.of(JOBS, BUNDLES).forEach(Fuzz::report);
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path path : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }

  @Property(seed = "1705")
  void jobs(@ForAll Random random) {
    JOBS.feed(random, Job::read);
  }

  @Property(seed = "1706")
  void bundles(@ForAll Random random) {
    BUNDLES.feed(random, JobFuzzTest::unpack);
  }

  /** And sees that nothing lies outside. */
  private static void unpack(byte... input) throws IOException {
    Path into = Files.createDirectory(FOLDER.resolve("into"));
    try {
      Bundle.unpack(input, into);
    } finally {
      assertThat(FOLDER.toFile().list()).containsExactly("into");
      delete(into);
    }
  }
}
