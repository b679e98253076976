package org.orthant.framework.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.orthant.api.data.Download;

class DownloaderTest {
  private static final byte[] CONTENT = new byte[300_000];
  private static final String SHA256 =
      "f26cc1572c98172e04f210e200303569ba6b769968dea356f56329151e44b288";

  static {
    new Random(1).nextBytes(CONTENT);
  }

  private final RecordingProgress progress = new RecordingProgress();
  private Path part;

  @BeforeEach
  void name(@TempDir Path folder) {
    part = folder.resolve("file.gz.part");
  }

  private void complete(Download download, Duration patience) throws Exception {
    new Downloader(progress, patience, Duration.ofMillis(1)).complete(download, part);
  }

  private void complete(Download download) throws Exception {
    complete(download, Duration.ofSeconds(30));
  }

  private void assertRefused(DatasetServer server, String message) {
    assertThatThrownBy(() -> complete(server.file(CONTENT)))
        .isInstanceOf(DownloadException.class)
        .hasMessage(message);
  }

  @Test
  void bringsTheWholeFileAndTellsItsProgress() throws Exception {
    try (DatasetServer server = new DatasetServer(DatasetServer.whole(CONTENT))) {
      complete(server.file(CONTENT));
      assertThat(server.ranges()).containsExactly("");
    }
    assertThat(part).hasBinaryContent(CONTENT);
    assertThat(progress.tasks()).containsExactly("downloading file.gz 300/300");
    assertThat(progress.notes()).isEmpty();
  }

  @Test
  void followsARedirection() throws Exception {
    try (DatasetServer server = new DatasetServer(DatasetServer.whole(CONTENT));
        DatasetServer old = new DatasetServer(DatasetServer.redirect(server.uri()))) {
      complete(old.file(CONTENT));
    }
    assertThat(part).hasBinaryContent(CONTENT);
  }

  @Test
  void goesOnWhereTheConnectionBroke() throws Exception {
    try (DatasetServer server =
        new DatasetServer(
            DatasetServer.upTo(100_000, CONTENT, part),
            DatasetServer.upTo(200_001, CONTENT, part),
            DatasetServer.whole(CONTENT))) {
      complete(server.file(CONTENT));
      assertThat(server.ranges()).containsExactly("", "bytes=100000-", "bytes=200001-");
    }
    assertThat(part).hasBinaryContent(CONTENT);
    assertThat(progress.notes())
        .hasSize(2)
        .first()
        .asString()
        .startsWith("download broke off at 100000 of 300000 bytes (")
        .doesNotContain("closed")
        .endsWith("); attempt 2 of 5 follows");
  }

  @Test
  void goesOnWhereAnEarlierRunEnded() throws Exception {
    Files.write(part, Arrays.copyOf(CONTENT, 4_321));
    try (DatasetServer server = new DatasetServer(DatasetServer.whole(CONTENT))) {
      complete(server.file(CONTENT));
      assertThat(server.ranges()).containsExactly("bytes=4321-");
    }
    assertThat(part).hasBinaryContent(CONTENT);
  }

  @Test
  void asksForNothingWhereAllIsThere() throws Exception {
    Files.write(part, CONTENT);
    try (DatasetServer server = new DatasetServer(DatasetServer.status(500))) {
      complete(server.file(CONTENT));
      assertThat(server.ranges()).isEmpty();
    }
    assertThat(part).hasBinaryContent(CONTENT);
  }

  @Test
  void startsOverWhereTheServerIgnoresRanges() throws Exception {
    Files.write(part, new byte[4_321]);
    try (DatasetServer server = new DatasetServer(DatasetServer.withoutRanges(CONTENT))) {
      complete(server.file(CONTENT));
    }
    assertThat(part).hasBinaryContent(CONTENT);
  }

  @Test
  void startsOverWhereTheServerRefusesTheRange() throws Exception {
    Files.write(part, new byte[4_321]);
    try (DatasetServer server =
        new DatasetServer(DatasetServer.status(416), DatasetServer.whole(CONTENT))) {
      complete(server.file(CONTENT));
      assertThat(server.ranges()).containsExactly("bytes=4321-", "");
    }
    assertThat(part).hasBinaryContent(CONTENT);
  }

  @Test
  void startsOverWhereTheServerGoesOnElsewhere() throws Exception {
    Files.write(part, Arrays.copyOf(CONTENT, 4_321));
    try (DatasetServer server =
        new DatasetServer(DatasetServer.from(4_000, CONTENT), DatasetServer.whole(CONTENT))) {
      complete(server.file(CONTENT));
      assertThat(server.ranges()).containsExactly("bytes=4321-", "");
    }
    assertThat(part).hasBinaryContent(CONTENT);
  }

  @Test
  void startsOverWhereMoreIsThereThanThereCanBe() throws Exception {
    Files.write(part, new byte[300_001]);
    try (DatasetServer server = new DatasetServer(DatasetServer.whole(CONTENT))) {
      complete(server.file(CONTENT));
      assertThat(server.ranges()).containsExactly("");
    }
    assertThat(part).hasBinaryContent(CONTENT);
  }

  @Test
  void otherContentIsRefusedAndTheNextTryStartsClean() throws Exception {
    byte[] other = CONTENT.clone();
    other[299_999] ^= 1;
    try (DatasetServer server =
        new DatasetServer(DatasetServer.whole(other), DatasetServer.whole(CONTENT))) {
      assertThatThrownBy(() -> complete(server.file(CONTENT)))
          .isInstanceOf(DownloadException.class)
          .hasMessageMatching("SHA-256 is \\p{XDigit}{64}, expected " + SHA256);
      assertThat(part).doesNotExist();
      complete(server.file(CONTENT));
      assertThat(server.ranges()).containsExactly("", "");
    }
    assertThat(part).hasBinaryContent(CONTENT);
  }

  @ParameterizedTest
  @ValueSource(ints = {299_999, 300_001, 5})
  void anotherLengthIsRefusedBeforeItIsReceived(int length) throws Exception {
    byte[] other = Arrays.copyOf(CONTENT, length);
    for (HttpHandler answer :
        new HttpHandler[] {DatasetServer.whole(other), DatasetServer.withoutRanges(other)}) {
      Files.write(part, Arrays.copyOf(CONTENT, 3));
      try (DatasetServer server = new DatasetServer(answer)) {
        assertRefused(server, length + " bytes are offered, 300000 expected");
        assertThat(server.ranges()).containsExactly("bytes=3-");
      }
      assertThat(part).doesNotExist();
    }
  }

  @Test
  void moreThanExpectedIsRefusedWhereNoLengthIsAnnounced() throws Exception {
    try (DatasetServer server =
        new DatasetServer(DatasetServer.chunked(Arrays.copyOf(CONTENT, 300_001)))) {
      assertRefused(server, "more than the expected 300000 bytes are sent");
    }
    assertThat(part).doesNotExist();
  }

  @Test
  void lessThanExpectedIsABreakWhereNoLengthIsAnnounced() throws Exception {
    try (DatasetServer server =
        new DatasetServer(
            DatasetServer.chunked(Arrays.copyOf(CONTENT, 5_000)), DatasetServer.whole(CONTENT))) {
      complete(server.file(CONTENT));
      assertThat(server.ranges()).containsExactly("", "bytes=5000-");
    }
    assertThat(part).hasBinaryContent(CONTENT);
  }

  @ParameterizedTest
  @ValueSource(ints = {403, 404, 410})
  void aFileThatIsNotThereIsNotAskedForAgain(int status) throws Exception {
    try (DatasetServer server = new DatasetServer(DatasetServer.status(status))) {
      assertRefused(server, "the server answers with HTTP status " + status);
      assertThat(server.ranges()).hasSize(1);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {429, 500, 503})
  void aBusyServerIsAskedAgain(int status) throws Exception {
    try (DatasetServer server =
        new DatasetServer(DatasetServer.status(status), DatasetServer.whole(CONTENT))) {
      complete(server.file(CONTENT));
    }
    assertThat(part).hasBinaryContent(CONTENT);
  }

  @Test
  void aServerThatKeepsBreakingOffIsGivenUpButWhatCameIsKept() throws Exception {
    try (DatasetServer server = new DatasetServer(DatasetServer.upTo(70_000, CONTENT, part))) {
      assertThatThrownBy(() -> complete(server.file(CONTENT)))
          .isInstanceOf(DownloadException.class)
          .hasMessageStartingWith("broke off at 70000 of 300000 bytes (")
          .hasMessageEndingWith("); run again to go on from there");
      assertThat(server.ranges()).hasSize(5);
    }
    assertThat(part).hasBinaryContent(Arrays.copyOf(CONTENT, 70_000));
  }

  @Test
  void aServerThatFallsSilentIsLeft() throws Exception {
    CountDownLatch over = new CountDownLatch(1);
    HttpHandler silent =
        exchange -> {
          DatasetServer.flushHalf(exchange, CONTENT);
          await(over);
        };
    try (DatasetServer server = new DatasetServer(silent, DatasetServer.whole(CONTENT))) {
      complete(server.file(CONTENT), Duration.ofSeconds(1));
      assertThat(server.ranges()).containsExactly("", "bytes=150000-");
      over.countDown();
    }
    assertThat(part).hasBinaryContent(CONTENT);
    assertThat(progress.notes())
        .containsExactly(
            "download broke off at 150000 of 300000 bytes (the server was silent for 1 s);"
                + " attempt 2 of 5 follows");
  }

  @Test
  void whereNobodyListensTheFirstTryIsTheLast() throws IOException {
    int closed;
    try (ServerSocket socket = new ServerSocket(0, 1, DatasetServer.HOST)) {
      closed = socket.getLocalPort();
    }
    Download download = Download.file(DatasetServer.uri(closed), 5, SHA256);
    assertThatThrownBy(() -> complete(download))
        .isInstanceOf(DownloadException.class)
        .hasMessage("no connection to " + download.uri().getAuthority());
    assertThat(progress.notes()).isEmpty();
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
