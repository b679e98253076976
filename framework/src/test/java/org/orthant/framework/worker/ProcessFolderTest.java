package org.orthant.framework.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessFolderTest {
  @TempDir Path parent;

  /** In a process of its own, so that it can be killed. */
  static final class Holder {
    private Holder() {}

    public static void main(String... arguments) throws IOException {
      ProcessFolder.create(Path.of(arguments[0]));
      System.in.read();
    }
  }

  @Test
  void whatAKilledProcessLeftIsDeletedAndWhatIsHeldStays() throws Exception {
    Process holder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Holder.class.getName(),
                parent.toString())
            .start();
    while (locks().isEmpty() && holder.isAlive()) {
      Thread.onSpinWait();
    }
    Path held = locks().get(0).getParent();
    Path own = ProcessFolder.create(parent);
    assertThat(held).exists();
    holder.destroyForcibly().waitFor();
    assertThat(held).exists();
    Path next = ProcessFolder.create(parent);
    assertThat(held).doesNotExist();
    assertThat(own).exists();
    assertThat(next).exists().isNotEqualTo(own);
  }

  private List<Path> locks() throws IOException {
    try (var folders = Files.list(parent)) {
      return folders.map(each -> each.resolve(".lock")).filter(Files::exists).toList();
    }
  }
}
