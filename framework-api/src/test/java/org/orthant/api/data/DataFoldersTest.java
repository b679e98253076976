package org.orthant.api.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.orthant.api.BadInputException;

class DataFoldersTest {
  private static final String LABELS = "mnist/labels.gz";

  private Path first;
  private Path second;
  private Path absent;
  private DataFolders folders;

  @BeforeEach
  void twoFoldersAndOneThatIsNotThere(@TempDir Path root) {
    first = root.resolve("first");
    absent = root.resolve("absent");
    second = root.resolve("second");
    folders = new DataFolders(List.of(first, absent, second));
  }

  @Test
  void theFirstMatchWins() throws IOException {
    Path late = file(second);
    assertThat(folders.find(LABELS)).isEqualTo(late);

    Path early = file(first);
    assertThat(folders.find(LABELS)).isEqualTo(early);
  }

  @Test
  void aFolderOfThatNameIsNoMatch() throws IOException {
    Files.createDirectories(first.resolve(LABELS));
    Path file = file(second);

    assertThat(folders.find(LABELS)).isEqualTo(file);
  }

  @Test
  void theErrorNamesTheFileAndAllFoldersInOneLine() throws IOException {
    file(second);

    assertThatThrownBy(() -> folders.find("mnist/images.gz"))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("mnist/images.gz")
        .hasMessageContaining(first + ", " + absent + ", " + second)
        .hasMessageContainingAll("--data", "ORTHANT_DATA")
        .extracting(Throwable::getMessage)
        .asString()
        .doesNotContain("\n");
  }

  @Test
  void keepsItsFoldersWhenTheGivenListChanges() {
    List<Path> list = new ArrayList<>(List.of(first));
    DataFolders kept = new DataFolders(list);
    list.add(second);

    assertThat(kept.folders()).containsExactly(first);
  }

  private static Path file(Path folder) throws IOException {
    Path file = folder.resolve(LABELS);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, "labels");
  }
}
