package org.orthant.api.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {
  @TempDir Path folder;

  @Test
  void isWholeOrAsItWasBefore() throws IOException {
    Path file = folder.resolve("deep").resolve("file");
    AtomicFile.write(file, temporary -> Files.writeString(temporary, "old"));
    assertThatThrownBy(
            () ->
                AtomicFile.write(
                    file,
                    temporary -> {
                      Files.writeString(temporary, "half");
                      throw new IOException("disk full");
                    }))
        .isInstanceOf(IOException.class)
        .hasMessage(file + " cannot be written: disk full");
    assertThat(file).hasContent("old");
    AtomicFile.write(file, temporary -> Files.writeString(temporary, "new"));
    assertThat(file).hasContent("new");
    assertThat(names(file.getParent())).containsExactly("file");
  }

  /** In two containers both processes may be number 1. */
  @Test
  void noTwoWritersShareATemporaryName() throws IOException {
    List<Path> temporary = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      AtomicFile.write(folder.resolve("file"), path -> temporary.add(Files.writeString(path, "")));
    }
    assertThat(new HashSet<>(temporary)).hasSize(100);
    assertThat(temporary)
        .noneMatch(path -> path.toString().contains("." + ProcessHandle.current().pid() + ".part"));
  }

  @Test
  void aWriterWithinAnotherDoesNotDisturbIt() throws IOException {
    Path file = folder.resolve("file");
    AtomicFile.write(
        file,
        outer -> {
          Files.writeString(outer, "outer");
          AtomicFile.write(file, inner -> Files.writeString(inner, "inner"));
          assertThat(file).hasContent("inner");
          assertThat(outer).hasContent("outer");
        });
    assertThat(file).hasContent("outer");
  }

  @Test
  void aHomeThatIsAFileIsToldInOneLine() throws IOException {
    Path home = Files.writeString(folder.resolve("home"), "");
    for (Path file : List.of(home.resolve("file"), home.resolve("networks").resolve("file"))) {
      assertThatThrownBy(() -> AtomicFile.write(file, path -> Files.writeString(path, "")))
          .isInstanceOf(IOException.class)
          .hasMessageStartingWith(file + " cannot be written: ")
          .hasMessageMatching("[^\n]*(file already exists|Not a directory)[^\n]*");
    }
  }

  @Test
  void onlyWhatWasLeftADayBeforeIsStale() throws IOException {
    Path written = Files.writeString(folder.resolve("file"), "");
    Path stale = part("stale.part", written, Duration.ofHours(25));
    Path fresh = part("fresh.part", written, Duration.ofHours(23));
    Path other = part("other", written, Duration.ofHours(99));
    AtomicFile.removeStale(written);
    assertThat(stale).doesNotExist();
    assertThat(List.of(written, fresh, other)).allMatch(Files::exists);
  }

  private Path part(String name, Path written, Duration before) throws IOException {
    Path part = Files.writeString(folder.resolve(name), "");
    Files.setLastModifiedTime(
        part, FileTime.from(Files.getLastModifiedTime(written).toInstant().minus(before)));
    return part;
  }

  @Test
  void exceptionsWithoutReasonAreToldByTheirKind() {
    assertThat(AtomicFile.inWords(new AccessDeniedException("/a"))).isEqualTo("access denied: /a");
    assertThat(AtomicFile.inWords(new IOException())).isEqualTo("IOException");
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }
}
