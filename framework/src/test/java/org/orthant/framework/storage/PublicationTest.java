package org.orthant.framework.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.orthant.api.BadInputException;
import org.orthant.framework.failure.AnalysisException;

class PublicationTest {
  private static final List<String> ALL =
      List.of("result.json", "gate.xml", "export/conv1/weights.npy", "index.html");

  @TempDir Path folder;

  private void publish(String content, List<String> names) throws IOException {
    try (OutputFolder out = OutputFolder.open(folder);
        Publication publication = out.publish()) {
      stage(publication, content, names);
      publication.commit();
    }
  }

  private static void stage(Publication publication, String content, List<String> names) {
    names.forEach(name -> publication.write(name, file -> Files.writeString(file, content)));
  }

  /** The files that are to be seen, with what is in them. */
  private Map<String, String> seen() throws IOException {
    Map<String, String> seen = new TreeMap<>();
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        String name = folder.relativize(file).toString();
        if (!name.startsWith(".")) {
          seen.put(name, Files.readString(file));
        }
      }
    }
    return seen;
  }

  @Test
  void filesOfAnEarlierRunGoWithTheNext() throws IOException {
    publish("one", ALL);
    assertThat(seen()).hasSize(4).allSatisfy((name, text) -> assertThat(text).isEqualTo("one"));
    Files.writeString(folder.resolve("notes.txt"), "the user's");
    publish("two", List.of("result.json", "index.html"));
    assertThat(seen())
        .containsOnlyKeys("result.json", "index.html", "notes.txt")
        .containsEntry("result.json", "two")
        .containsEntry("index.html", "two");
    publish("three", List.of("sweep.json", "index.html"));
    assertThat(seen()).containsOnlyKeys("sweep.json", "index.html", "notes.txt");
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder(".lock", "sweep.json", "index.html", "notes.txt");
    }
  }

  @Test
  void nothingIsSeenBeforeAllIsThere() throws IOException {
    publish("one", ALL);
    Map<String, String> before = seen();
    try (OutputFolder out = OutputFolder.open(folder);
        Publication publication = out.publish()) {
      stage(publication, "two", List.of("result.json"));
      assertThat(seen()).isEqualTo(before);
      assertThatThrownBy(
              () ->
                  publication.write(
                      "index.html",
                      file -> {
                        throw new IOException("No space left on device");
                      }))
          .isInstanceOf(AnalysisException.class)
          .hasMessage(folder.resolve("index.html") + " cannot be written: No space left on device");
    }
    assertThat(seen()).isEqualTo(before);
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files.filter(file -> file.getFileName().toString().startsWith(".new"))).isEmpty();
    }
  }

  @Test
  void withoutAResultNothingIsPublished() throws IOException {
    publish("one", ALL);
    assertThatThrownBy(() -> publish("two", List.of("index.html")))
        .isInstanceOf(AnalysisException.class)
        .hasMessageContaining("there is no result");
    assertThat(seen()).containsEntry("index.html", "one");
  }

  @Test
  void aFolderInTheWayIsNotTouched() throws IOException {
    publish("one", List.of("result.json"));
    Path inTheWay = Files.createDirectory(folder.resolve("index.html"));
    Files.writeString(inTheWay.resolve("file"), "");
    assertThatThrownBy(() -> publish("two", ALL))
        .isInstanceOf(AnalysisException.class)
        .hasMessageEndingWith("index.html is a folder");
    assertThat(seen()).containsEntry("result.json", "one").hasSize(2);
  }

  /** Each single step of laying out may be the last one of a process. */
  @Test
  void aPublicationThatWasReadyIsCompletedFromWhereverItStopped() throws IOException {
    for (List<String> before :
        List.of(List.<String>of(), ALL, List.of("sweep.json", "index.html"))) {
      for (int done = 0; done <= 8; done++) {
        Path out = folder.resolve("out-" + before.size() + "-" + done);
        Files.createDirectories(out);
        for (String name : before) {
          write(out.resolve(name), "one");
        }
        Path ready = out.resolve(".publishing");
        for (String name : ALL) {
          write(ready.resolve(name), "two");
        }
        step(out, ready, done);
        OutputFolder.open(out).close();
        for (String name : ALL) {
          assertThat(out.resolve(name)).as(out + " " + name).hasContent("two");
        }
        assertThat(out.resolve("sweep.json")).doesNotExist();
        assertThat(ready).doesNotExist();
      }
    }
  }

  private static void write(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  /** Makes the first moves of a publication, in their order. */
  private static void step(Path out, Path ready, int done) throws IOException {
    List<Path[]> moves = new ArrayList<>();
    Path old = Files.createDirectories(ready.resolve("old"));
    for (String name : List.of("index.html", "export", "gate.xml", "sweep.json")) {
      moves.add(new Path[] {out.resolve(name), old.resolve(name)});
    }
    for (String name : List.of("result.json", "gate.xml", "export", "index.html")) {
      moves.add(new Path[] {ready.resolve(name), out.resolve(name)});
    }
    for (Path[] move : moves.subList(0, done)) {
      if (Files.exists(move[0])) {
        Files.move(move[0], move[1], StandardCopyOption.REPLACE_EXISTING);
      }
    }
  }

  @Test
  void whatWasNotReadyIsForgotten() throws IOException {
    Path staging = Files.createDirectory(folder.resolve(".new-123"));
    Files.writeString(staging.resolve("result.json"), "half");
    OutputFolder.open(folder).close();
    assertThat(staging).doesNotExist();
    assertThat(seen()).isEmpty();
  }

  @Test
  void whatWaitsForThePublicationIsToldAfterIt() throws IOException {
    List<Boolean> told = new ArrayList<>();
    try (OutputFolder out = OutputFolder.open(folder);
        Publication publication = out.publish()) {
      publication.whenPublished(() -> told.add(Files.exists(folder.resolve("result.json"))));
      stage(publication, "one", List.of("result.json"));
      assertThat(told).isEmpty();
      publication.commit();
    }
    assertThat(told).containsExactly(true);
  }

  @Test
  void anotherRunOfThisProcessMayNotPublish() throws IOException {
    try (OutputFolder out = OutputFolder.open(folder)) {
      assertThatThrownBy(() -> publish("two", ALL)).isInstanceOf(BadInputException.class);
      assertThat(out.path()).isEqualTo(folder);
    }
  }
}
