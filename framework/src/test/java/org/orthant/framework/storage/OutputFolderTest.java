package org.orthant.framework.storage;

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
  void whatCannotBeOpenedLeavesTheLockFree() throws IOException {
    Path ready = Files.createDirectory(folder.resolve(".publishing"));
    Files.writeString(ready.resolve("result.json"), "new");
    Path inTheWay = Files.createDirectory(folder.resolve("result.json"));
    Files.writeString(inTheWay.resolve("file"), "");
    assertThatThrownBy(() -> OutputFolder.open(folder))
        .isInstanceOf(BadInputException.class)
        .hasMessageStartingWith("cannot write to output folder " + folder);
    Files.delete(inTheWay.resolve("file"));
    Files.delete(inTheWay);
    OutputFolder.open(folder).close();
    assertThat(folder.resolve("result.json")).hasContent("new");
  }
}
