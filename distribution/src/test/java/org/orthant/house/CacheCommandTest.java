package org.orthant.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.orthant.framework.cli.Orthant;

class CacheCommandTest {
  private static final String TRAINING = "0123456789abcdef0123456789abcdef";

  @TempDir Path home;

  @BeforeEach
  void fill() throws IOException {
    write("networks/" + TRAINING + ".network", 1_500_000, 30);
    write("networks/" + TRAINING + ".network.csv", 100, 30);
    write("networks/" + TRAINING + ".network.corrupt", 2_000, 9);
    write("interim/old/group-1", 3_000, 9);
    write("interim/old/refit-1", 500, 8);
    write("interim/new/group-1", 10, 0);
  }

  private void write(String name, int bytes, int days) throws IOException {
    Path file = home.resolve("cache").resolve(name);
    Files.createDirectories(file.getParent());
    Files.write(file, new byte[bytes]);
    Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(Duration.ofDays(days))));
  }

  private Orthant.Ending cache(String... arguments) {
    String[] all = new String[arguments.length + 1];
    all[0] = "cache";
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    return new Orthant(home).execute(all);
  }

  @Test
  void listsWhatThereIs() {
    Orthant.Ending ending = cache("list");
    assertThat(ending.exitCode()).isZero();
    assertThat(ending.out()).hasSize(5);
    assertThat(ending.out().get(0)).matches("training +1\\.5 MB  \\S+ \\S+  " + TRAINING);
    assertThat(ending.out().get(1)).matches("interrupted run +10 B .*  new");
    assertThat(ending.out().get(2)).matches("interrupted run +3\\.5 kB .*  old");
    assertThat(ending.out().get(3))
        .matches("left over +2\\.0 kB .*" + TRAINING + ".network.corrupt");
    assertThat(ending.out().get(4)).isEqualTo("4 in all, 1.5 MB");
  }

  @Test
  void prunesWhatIsOldButNoTraining() {
    assertThat(cache("prune").out()).hasSize(3).last().isEqualTo("2 in all deleted, 5.5 kB");
    assertThat(home.resolve("cache/interim/old")).doesNotExist();
    assertThat(home.resolve("cache/interim/new/group-1")).exists();
    assertThat(home.resolve("cache/networks/" + TRAINING + ".network")).exists();
    assertThat(home.resolve("cache/networks/" + TRAINING + ".network.corrupt")).doesNotExist();
  }

  @Test
  void prunesEverythingWhereToldSo() throws IOException {
    assertThat(cache("prune", "--trainings", "--older-than", "0").exitCode()).isZero();
    assertThat(cache("list").out()).containsExactly("0 in all, 0 B");
  }

  @Test
  void anythingElseIsRefused() {
    assertThat(cache("empty").err())
        .containsExactly(
            "orthant: unknown thing to do with the cache 'empty'; allowed: list, prune");
    assertThat(cache("prune", "--older-than", "-1").err())
        .containsExactly("orthant: --older-than: expected a number of days, got -1");
    assertThat(cache().exitCode()).isEqualTo(2);
  }
}
