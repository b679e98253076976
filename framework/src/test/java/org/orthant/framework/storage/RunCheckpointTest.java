package org.orthant.framework.storage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.orthant.api.Progress;
import org.orthant.framework.run.NoProgress;
import org.orthant.framework.run.measure.GroupResultFormat;

class RunCheckpointTest {
  private final List<String> notes = new ArrayList<>();
  @TempDir Path folder;

  private RunCheckpoint checkpoint(String run) {
    return checkpoint(folder, run);
  }

  private RunCheckpoint checkpoint(Path all, String run) {
    return new RunCheckpoint(
        all,
        run,
        new Progress() {
          @Override
          public Task begin(String name, long steps) {
            return new NoProgress().begin(name, steps);
          }

          @Override
          public void note(String line) {
            notes.add(line);
          }
        });
  }

  private static Optional<byte[]> find(RunCheckpoint checkpoint, String name) {
    return checkpoint.find(name, InputStream::readAllBytes);
  }

  @Test
  void findsWhatWasKeptAndForgetsItInTheEnd() {
    RunCheckpoint checkpoint = checkpoint("run");
    assertThat(find(checkpoint, "group-1")).isEmpty();
    assertThat(checkpoint.has("group-1")).isFalse();
    checkpoint.keep("group-1", out -> out.write("one".getBytes(UTF_8)));
    checkpoint.keep("group-2", out -> out.write(new byte[0]));
    assertThat(find(checkpoint("run"), "group-1")).contains("one".getBytes(UTF_8));
    assertThat(checkpoint.has("group-1")).isTrue();
    assertThat(find(checkpoint, "group-2").orElseThrow()).isEmpty();
    checkpoint.delete();
    assertThat(folder.resolve("run")).doesNotExist();
    assertThat(notes).isEmpty();
  }

  @Test
  void damagedFilesAreNamedAndSetAside() throws IOException {
    RunCheckpoint checkpoint = checkpoint("run");
    checkpoint.keep("group-1", out -> out.write("one".getBytes(UTF_8)));
    Path file = folder.resolve("run").resolve("group-1");
    byte[] kept = Files.readAllBytes(file);
    for (int damaged : IntStream.range(0, kept.length).toArray()) {
      byte[] flipped = kept.clone();
      flipped[damaged] ^= 4;
      Files.write(file, flipped);
      assertThat(checkpoint.has("group-1")).isFalse();
      assertThat(file).doesNotExist();
      assertThat(file.resolveSibling("group-1.corrupt")).hasBinaryContent(flipped);
    }
    Files.write(file, new byte[3]);
    assertThat(find(checkpoint, "group-1")).isEmpty();
    assertThat(notes)
        .hasSize(kept.length + 1)
        .allMatch(note -> note.startsWith(file + " "))
        .allMatch(note -> note.endsWith("; set aside as " + file + ".corrupt, computing anew"));
  }

  @Test
  void filesThatWereExchangedAreSetAside() throws IOException {
    RunCheckpoint checkpoint = checkpoint("run");
    checkpoint.keep("group-1", out -> out.write("one".getBytes(UTF_8)));
    checkpoint.keep("group-2", out -> out.write("two".getBytes(UTF_8)));
    RunCheckpoint other = checkpoint("another-run");
    other.keep("group-3", out -> out.write("three".getBytes(UTF_8)));
    Path run = folder.resolve("run");
    Files.copy(run.resolve("group-1"), run.resolve("group-3"));
    Files.copy(
        folder.resolve("another-run").resolve("group-3"),
        run.resolve("group-2"),
        StandardCopyOption.REPLACE_EXISTING);
    assertThat(find(checkpoint, "group-1")).contains("one".getBytes(UTF_8));
    assertThat(find(checkpoint, "group-2")).isEmpty();
    assertThat(find(checkpoint, "group-3")).isEmpty();
    assertThat(notes)
        .containsExactly(
            "%1$s/group-2 was kept as another, another-run/group-3; set aside as %1$s/group-2.corrupt, computing anew"
                .formatted(run),
            "%1$s/group-3 was kept as another, run/group-1; set aside as %1$s/group-3.corrupt, computing anew"
                .formatted(run));
  }

  @Test
  void contentThatCannotBeReadIsSetAside() {
    RunCheckpoint checkpoint = checkpoint("run");
    checkpoint.keep("group-1", out -> out.write(new byte[5427]));
    Path file = folder.resolve("run").resolve("group-1");
    assertThat(checkpoint.has("group-1")).isTrue();
    assertThat(checkpoint.find("group-1", GroupResultFormat::read)).isEmpty();
    assertThat(checkpoint.has("group-1")).isFalse();
    assertThat(file.resolveSibling("group-1.corrupt")).exists();
    assertThat(notes)
        .singleElement()
        .asString()
        .startsWith(file + " holds what cannot be read (")
        .endsWith("computing anew");
  }

  @Test
  void whereNothingCanBeKeptTheRunGoesOnAndSaysSoOnce() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "no folder");
    RunCheckpoint checkpoint = checkpoint(file, "run");
    checkpoint.keep("group-1", out -> out.write(new byte[1]));
    checkpoint.keep("group-2", out -> out.write(new byte[1]));
    assertThat(find(checkpoint, "group-1")).isEmpty();
    assertThat(notes).hasSize(1);
    assertThat(notes.get(0))
        .startsWith("what is found out cannot be kept (" + file.resolve("run/group-1"));
  }
}
