package org.orthant.framework.data;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArchiveTest {
  private static final Path DATA = Path.of("data");

  @TempDir private Path folder;
  private Path file;
  private Path into;

  @BeforeEach
  void makeFolder() throws IOException {
    file = folder.resolve("archive.tar.gz");
    into = Files.createDirectory(folder.resolve("into"));
  }

  private void unpack(TarWriter tar, long unpacked) throws IOException, DownloadException {
    Files.write(file, tar.bytes());
    new Archive(file, unpacked).unpack(DATA, into);
  }

  private List<String> unpacked() throws IOException {
    try (Stream<Path> files = Files.walk(into)) {
      return files
          .filter(Files::isRegularFile)
          .map(path -> into.relativize(path).toString().replace('\\', '/'))
          .sorted()
          .toList();
    }
  }

  private void assertRefused(TarWriter tar, String message) throws IOException {
    assertThatThrownBy(() -> unpack(tar, 1_000))
        .isInstanceOf(DownloadException.class)
        .hasMessage(message);
    assertThat(into).isEmptyDirectory();
    assertThat(folder).isDirectoryNotContaining("glob:**evil*");
  }

  @Test
  void filesBelowTheFolderAreUnpackedAndNothingElse() throws Exception {
    unpack(
        new TarWriter()
            .folder("data/")
            .file("data/one", "1")
            .file("readme", "outside")
            .file("database/two", "outside")
            .file("other/data/three", "outside")
            .file("./data/deep/er/four", "4444"),
        5);
    assertThat(unpacked()).containsExactly("deep/er/four", "one");
    assertThat(into.resolve("one")).hasContent("1");
    assertThat(into.resolve("deep/er/four")).hasContent("4444");
  }

  @Test
  void aNameTooLongForAHeaderIsRead() throws Exception {
    String name = "n".repeat(150);
    unpack(new TarWriter().file("data/" + name, "long"), 4);
    assertThat(unpacked()).containsExactly(name);
  }

  @Test
  void aFileThatIsThereStaysAsItIs() throws Exception {
    Files.writeString(into.resolve("one"), "mine");
    unpack(new TarWriter().file("data/one", "1").file("data/two", "2"), 2);
    assertThat(into.resolve("one")).hasContent("mine");
    assertThat(into.resolve("two")).hasContent("2");
  }

  @Test
  void whatAKilledRunLeftIsNoHindrance() throws Exception {
    Path staging = Files.createDirectories(into.resolve(".unpacking/deep"));
    Files.writeString(staging.resolve("one"), "half");
    unpack(new TarWriter().file("data/one", "1"), 1);
    assertThat(unpacked()).containsExactly("one");
    assertThat(into.resolve(".unpacking")).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "data/../../evil",
        "../evil",
        "data/..",
        "/evil",
        "data\\..\\..\\evil",
        "C:evil",
        "data/ev\til"
      })
  void aPathThatMayLeadOutsideIsRefused(String name) throws IOException {
    assertRefused(
        new TarWriter().file("data/one", "1").file(name, "evil"),
        "the archive holds a path that may lead outside: " + name.replace('\t', '?'));
  }

  @ParameterizedTest
  @ValueSource(
      bytes = {
        TarConstants.LF_SYMLINK,
        TarConstants.LF_LINK,
        TarConstants.LF_FIFO,
        TarConstants.LF_CHR,
        TarConstants.LF_BLK,
        TarConstants.LF_CONTIG
      })
  void linksAndDevicesAreRefused(byte kind) throws IOException {
    assertRefused(
        new TarWriter().file("data/one", "1").special("data/evil", kind, "/etc"),
        "the archive holds more than plain files: data/evil");
  }

  /** The classic: first a link that leads outside, then a file through it. */
  @Test
  void aFileThroughALinkIsRefused() throws IOException {
    assertRefused(
        new TarWriter()
            .special("data/link", TarConstants.LF_SYMLINK, folder.toString())
            .file("data/link/evil", "evil"),
        "the archive holds more than plain files: data/link");
  }

  @Test
  void moreThanExpectedIsRefused() throws IOException {
    assertRefused(
        new TarWriter().file("data/one", "1".repeat(600)).file("data/two", "2".repeat(401)),
        "the archive unpacks to more than the expected 1000 bytes");
  }

  @Test
  void asMuchAsExpectedIsNot() throws Exception {
    unpack(
        new TarWriter().file("data/one", "1".repeat(600)).file("data/two", "2".repeat(400)), 1_000);
    assertThat(unpacked()).containsExactly("one", "two");
  }

  @Test
  void theSameFileTwiceIsRefused() throws IOException {
    assertRefused(
        new TarWriter().file("data/one", "1").file("data/./one", "2"),
        "the archive holds data/./one twice");
  }

  @Test
  void aFileInPlaceOfTheFolderIsNotUnpacked() throws Exception {
    unpack(new TarWriter().file("data", "evil"), 1_000);
    assertThat(into).isEmptyDirectory();
  }

  @Test
  void aBrokenArchiveLeavesNothing() throws IOException {
    byte[] whole = new TarWriter().file("data/one", "1").file("data/two", "2").bytes();
    Files.write(file, Arrays.copyOf(whole, whole.length / 2));
    assertThatThrownBy(() -> new Archive(file, 2).unpack(DATA, into))
        .isInstanceOf(IOException.class);
    Files.write(file, "no archive at all".getBytes(US_ASCII));
    assertThatThrownBy(() -> new Archive(file, 2).unpack(DATA, into))
        .isInstanceOf(IOException.class);
    assertThat(into).isEmptyDirectory();
  }

  @Test
  void aNameWithoutEndIsRefusedBeforeItIsRead() throws IOException {
    String name = "long".repeat(1 << 20);
    Files.write(file, new TarWriter().longName(name).file("data/one", "1").bytes());
    assertThat(Files.size(file)).isLessThan(20_000);
    assertThatThrownBy(() -> new Archive(file, 1_000).unpack(DATA, into))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("runcated");
    assertThat(into).isEmptyDirectory();
  }

  @Test
  void aLinkInPlaceOfTheFolderToUnpackInIsReplaced() throws Exception {
    Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
    Files.createSymbolicLink(into.resolve(".unpacking"), elsewhere);
    unpack(new TarWriter().file("data/one", "1"), 1_000);
    assertThat(unpacked()).containsExactly("one");
    assertThat(elsewhere).isEmptyDirectory();
  }
}
