package org.orthant.framework.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.orthant.api.BadInputException;

class OutputFolderTest {
  @TempDir Path folder;

  @Test
  void secondRunIntoTheSameFolderIsRefusedWhileTheFirstLasts() throws IOException {
    try (OutputFolder first = OutputFolder.open(folder)) {
      assertThat(first.path()).isEqualTo(folder);
      assertThatThrownBy(() -> OutputFolder.open(folder))
          .isInstanceOf(BadInputException.class)
          .hasMessage("another run is writing to output folder " + folder);
    }
    try (OutputFolder second = OutputFolder.open(folder)) {
      assertThat(second.path()).isEqualTo(folder);
    }
  }

  @Test
  void folderThatCannotBeMadeIsRefused() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "");
    assertThatThrownBy(() -> OutputFolder.open(file.resolve("out")))
        .isInstanceOf(BadInputException.class)
        .hasMessageStartingWith("cannot write to output folder");
  }

  @Test
  void failedWriteLeavesWhatWasThere() throws IOException {
    try (OutputFolder out = OutputFolder.open(folder)) {
      out.publish("result.json", file -> Files.writeString(file, "old"));
      assertThatThrownBy(
              () ->
                  out.publish(
                      "result.json",
                      file -> {
                        Files.writeString(file, "half");
                        throw new IOException("disk full");
                      }))
          .isInstanceOf(AnalysisException.class)
          .hasMessageContaining("result.json")
          .hasMessageEndingWith("cannot be written: disk full");
    }
    assertThat(folder.resolve("result.json")).hasContent("old");
    try (var files = Files.list(folder)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder("result.json", ".lock");
    }
  }
}
