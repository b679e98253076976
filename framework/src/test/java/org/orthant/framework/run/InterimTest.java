package org.orthant.framework.run;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.orthant.api.Progress;

class InterimTest {
  private final List<String> notes = new ArrayList<>();
  @TempDir Path folder;

  private Interim interim(Path where) {
    return new Interim(
        where,
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

  @Test
  void findsWhatWasKeptAndForgetsItInTheEnd() {
    Interim interim = interim(folder.resolve("run"));
    assertThat(interim.find("group-1")).isEmpty();
    interim.keep("group-1", out -> out.write("one".getBytes(UTF_8)));
    interim.keep("group-2", out -> out.write(new byte[0]));
    assertThat(interim(folder.resolve("run")).find("group-1")).contains("one".getBytes(UTF_8));
    assertThat(interim.find("group-2").orElseThrow()).isEmpty();
    interim.delete();
    assertThat(folder.resolve("run")).doesNotExist();
    assertThat(notes).isEmpty();
  }

  @Test
  void damagedFilesAreNamedAndSetAside() throws IOException {
    Interim interim = interim(folder);
    interim.keep("group-1", out -> out.write("one".getBytes(UTF_8)));
    Path file = folder.resolve("group-1");
    byte[] kept = Files.readAllBytes(file);
    for (int damaged : IntStream.range(0, kept.length).toArray()) {
      byte[] flipped = kept.clone();
      flipped[damaged] ^= 4;
      Files.write(file, flipped);
      assertThat(interim.find("group-1")).isEmpty();
      assertThat(file).doesNotExist();
      assertThat(folder.resolve("group-1.corrupt")).hasBinaryContent(flipped);
    }
    Files.write(file, new byte[3]);
    assertThat(interim.find("group-1")).isEmpty();
    assertThat(notes)
        .hasSize(kept.length + 1)
        .allMatch(note -> note.startsWith(file + " is damaged; set aside as " + file + ".corrupt"));
  }

  @Test
  void whereNothingCanBeKeptTheRunGoesOnAndSaysSoOnce() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "no folder");
    Interim interim = interim(file.resolve("run"));
    interim.keep("group-1", out -> out.write(new byte[1]));
    interim.keep("group-2", out -> out.write(new byte[1]));
    assertThat(interim.find("group-1")).isEmpty();
    assertThat(notes).hasSize(1);
    assertThat(notes.get(0)).startsWith("what is found out cannot be kept in " + file);
  }
}
