package org.orthant.framework.data;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.orthant.api.BadInputException;
import org.orthant.api.data.DataFile;
import org.orthant.api.data.Download;

class DatasetFoldersTest {
  private static final String LABELS = "mnist/labels.gz";
  private static final byte[] PUBLISHED = "published".getBytes(US_ASCII);
  private static final String ONE = "batches/one.bin";
  private static final String TWO = "batches/two.bin";

  private final RecordingProgress progress = new RecordingProgress();
  private Path first;
  private Path second;
  private Path downloads;

  @BeforeEach
  void name(@TempDir Path root) {
    first = root.resolve("first");
    second = root.resolve("second");
    downloads = root.resolve("home/datasets");
  }

  private DatasetFolders folders(RecordingProgress progress) {
    return new DatasetFolders(
        List.of(first, second),
        downloads,
        progress,
        new Downloader(progress, Duration.ofSeconds(30), Duration.ofMillis(1)));
  }

  private Path find(String path, Download download) {
    return folders(progress).find(new DataFile(path, download));
  }

  private static Path write(Path file) throws IOException {
    Files.createDirectories(file.getParent());
    return Files.writeString(file, "here");
  }

  private static byte[] archive() throws IOException {
    return new TarWriter().folder("batches/").file(ONE, "1").file(TWO, "22").bytes();
  }

  private List<String> downloaded() throws IOException {
    try (Stream<Path> files = Files.walk(downloads)) {
      return files
          .filter(Files::isRegularFile)
          .map(path -> downloads.relativize(path).toString().replace('\\', '/'))
          .filter(path -> !path.equals(".lock"))
          .sorted()
          .toList();
    }
  }

  @Test
  void theFirstFolderThatHoldsTheFileWinsAndNobodyIsAsked() throws IOException {
    try (DatasetServer server = new DatasetServer(DatasetServer.status(500))) {
      Download download = server.file(PUBLISHED);
      Path own = write(downloads.resolve(LABELS));
      assertThat(find(LABELS, download)).isEqualTo(own);
      Path late = write(second.resolve(LABELS));
      assertThat(find(LABELS, download)).isEqualTo(late);
      Path early = write(first.resolve(LABELS));
      assertThat(find(LABELS, download)).isEqualTo(early);
      assertThat(server.ranges()).isEmpty();
    }
    assertThat(progress.notes()).isEmpty();
  }

  @Test
  void aFolderOfThatNameIsNoMatch() throws IOException {
    Files.createDirectories(first.resolve(LABELS));
    Path file = write(second.resolve(LABELS));
    try (DatasetServer server = new DatasetServer(DatasetServer.status(500))) {
      assertThat(find(LABELS, server.file(PUBLISHED))).isEqualTo(file);
    }
  }

  @Test
  void whatIsNowhereIsDownloadedOnce() throws IOException {
    Files.createDirectories(first);
    try (DatasetServer server = new DatasetServer(DatasetServer.whole(PUBLISHED))) {
      Download download = server.file(PUBLISHED);
      Path file = find(LABELS, download);
      assertThat(file).isEqualTo(downloads.resolve(LABELS)).hasBinaryContent(PUBLISHED);
      assertThat(find(LABELS, download)).isEqualTo(file);
      assertThat(server.ranges()).hasSize(1);
      assertThat(progress.notes())
          .containsExactly(
              "dataset file mnist/labels.gz not found in %s, %s, %s; downloading %s"
                  .formatted(first, second, downloads, server.uri()));
    }
    assertThat(downloaded()).containsExactly(LABELS);
    assertThat(first).isEmptyDirectory();
    assertThat(second).doesNotExist();
  }

  @Test
  void aFailedDownloadIsOneLineThatSaysHowToGoOn() throws IOException {
    try (DatasetServer server = new DatasetServer(DatasetServer.status(404))) {
      assertThatThrownBy(() -> find(LABELS, server.file(PUBLISHED)))
          .isInstanceOf(BadInputException.class)
          .hasMessage(
              "dataset file mnist/labels.gz not found in %s, %s, %s, and downloading %s failed:"
                  + " the server answers with HTTP status 404; to place it by hand, save that file"
                  + " as %s, or name a folder that holds it with --data or ORTHANT_DATA",
              first, second, downloads, server.uri(), downloads.resolve(LABELS));
    }
  }

  @Test
  void aDownloadThatBrokeOffIsFinishedByTheNextRun() throws IOException {
    Path part = downloads.resolve(LABELS + ".part");
    try (DatasetServer server = new DatasetServer(DatasetServer.upTo(4, PUBLISHED, part))) {
      assertThatThrownBy(() -> find(LABELS, server.file(PUBLISHED)))
          .isInstanceOf(BadInputException.class)
          .hasMessageContaining("run again to go on from there");
    }
    assertThat(downloaded()).containsExactly(LABELS + ".part");
    try (DatasetServer server = new DatasetServer(DatasetServer.whole(PUBLISHED))) {
      assertThat(find(LABELS, server.file(PUBLISHED))).hasBinaryContent(PUBLISHED);
      assertThat(server.ranges()).containsExactly("bytes=4-");
    }
    assertThat(downloaded()).containsExactly(LABELS);
  }

  @Test
  void aHomeThatCannotBeWrittenIsNamed() throws IOException {
    Path home = Files.writeString(downloads.getParent(), "a file");
    try (DatasetServer server = new DatasetServer(DatasetServer.whole(PUBLISHED))) {
      assertThatThrownBy(() -> find(LABELS, server.file(PUBLISHED)))
          .isInstanceOf(BadInputException.class)
          .hasMessageContaining(LABELS)
          .hasMessageContaining(home.toString());
      assertThat(server.ranges()).isEmpty();
    }
  }

  @Test
  void anArchiveBringsAllFilesOfTheFolderAtOnce() throws IOException {
    byte[] archive = archive();
    try (DatasetServer server = new DatasetServer(DatasetServer.whole(archive))) {
      assertThat(find(ONE, server.archive(archive, 3))).hasContent("1");
      assertThat(find(TWO, server.archive(archive, 3))).hasContent("22");
      assertThat(server.ranges()).hasSize(1);
    }
    assertThat(downloaded()).containsExactly(ONE, TWO);
  }

  /** A folder on a larger disk, linked to where the datasets belong. */
  @Test
  void anArchiveIsUnpackedThroughALinkTheUserMade() throws IOException {
    byte[] archive = archive();
    Files.createDirectories(downloads);
    Path elsewhere = Files.createDirectory(downloads.resolveSibling("elsewhere"));
    Files.createSymbolicLink(downloads.resolve("batches"), elsewhere);
    try (DatasetServer server = new DatasetServer(DatasetServer.whole(archive))) {
      assertThat(find(ONE, server.archive(archive, 3))).hasContent("1");
    }
    assertThat(elsewhere.resolve("two.bin")).hasContent("22");
  }

  @Test
  void aHostileArchiveLeavesNothingAndSaysWhatIsExpected() throws IOException {
    byte[] archive = new TarWriter().file(ONE, "1").file("../evil", "evil").bytes();
    try (DatasetServer server = new DatasetServer(DatasetServer.whole(archive))) {
      assertThatThrownBy(() -> find(ONE, server.archive(archive, 9)))
          .isInstanceOf(BadInputException.class)
          .hasMessageContaining("a path that may lead outside: ../evil")
          .hasMessageContaining("unpack that archive in " + downloads);
    }
    assertThat(downloaded()).isEmpty();
    assertThat(downloads.getParent()).isDirectoryNotContaining("glob:**evil");
  }

  @Test
  void anArchiveWithoutTheFileIsRefused() throws IOException {
    byte[] archive = archive();
    try (DatasetServer server = new DatasetServer(DatasetServer.whole(archive))) {
      assertThatThrownBy(() -> find("batches/three.bin", server.archive(archive, 3)))
          .isInstanceOf(BadInputException.class)
          .hasMessageContaining("the archive does not hold the file");
    }
  }

  @Test
  void twoRunsDownloadOnce() throws Exception {
    CountDownLatch secondWaits = new CountDownLatch(1);
    CountDownLatch firstAsks = new CountDownLatch(1);
    RecordingProgress impatient =
        new RecordingProgress() {
          @Override
          public void note(String line) {
            super.note(line);
            secondWaits.countDown();
          }
        };
    HttpHandler slow =
        exchange -> {
          firstAsks.countDown();
          await(secondWaits);
          DatasetServer.whole(PUBLISHED).handle(exchange);
        };
    try (DatasetServer server = new DatasetServer(slow)) {
      DataFile file = new DataFile(LABELS, server.file(PUBLISHED));
      CompletableFuture<Path> one =
          CompletableFuture.supplyAsync(() -> folders(progress).find(file));
      await(firstAsks);
      assertThat(folders(impatient).find(file)).hasBinaryContent(PUBLISHED);
      assertThat(one.get()).hasBinaryContent(PUBLISHED);
      assertThat(server.ranges()).hasSize(1);
    }
    assertThat(impatient.notes())
        .containsExactly("another run is downloading into %s; waiting for it".formatted(downloads));
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
