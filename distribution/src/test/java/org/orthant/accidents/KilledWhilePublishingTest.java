package org.orthant.accidents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.orthant.framework.cli.Orthant;

/**
 * A run that is killed at a step of its publication leaves files of one run only, and the next run
 * measures nothing anew. {@code -Dorthant.kills=20} tries every step, which takes minutes.
 */
class KilledWhilePublishingTest {
  private static final int KILLS = Integer.getInteger("orthant.kills", 3);
  private static final String PUBLICATION = "org.orthant.framework.storage.Publication";
  private static final int GROUPS = 4;

  /** The name is all that differs; it stands in result, gate and page. */
  private static final String CONFIG =
      """
      name: %s
      dataset: { digits: { training: 200, test: 100 } }
      network: { bnn-mlp: { dense: [8], training: { epochs: 1, batch: 50 } } }
      quantizers: { binary: binary }
      probes: [angle, { dot-product: { images: 100 } }]
      gate: { min-r: 0.1 }
      """;

  @TempDir static Path folder;
  private static Path config;
  private static Path before;
  private static Path undisturbed;

  /** The folder of a run that has measured all and published nothing. */
  private static Path measured;

  @BeforeAll
  static void run() throws IOException {
    Path home = folder.resolve("home");
    before = folder.resolve("before");
    execute(home, write("before"), before, "--export");
    config = write("after");
    undisturbed = folder.resolve("undisturbed");
    measured = folder.resolve("measured");
    List<String> arguments = List.of("run", config.toString(), "--out", undisturbed.toString());
    Orthant.Ending ending =
        new Orthant(home)
            .execute(line -> copyWhenMeasured(line, home), arguments.toArray(String[]::new));
    assertThat(ending.exitCode()).as(() -> String.join("\n", ending.err())).isZero();
    assertThat(Kept.interim(measured)).hasSize(GROUPS);
  }

  private static void copyWhenMeasured(String line, Path home) {
    if (line.startsWith("images done")) {
      try {
        Kept.copy(home, measured);
      } catch (IOException e) {
        throw new AssertionError(e);
      }
    }
  }

  private static Path write(String name) throws IOException {
    return Files.writeString(folder.resolve(name + ".yaml"), CONFIG.formatted(name));
  }

  private static Orthant.Ending execute(Path home, Path config, Path out, String... more) {
    List<String> arguments =
        new ArrayList<>(List.of("run", config.toString(), "--out", out.toString()));
    arguments.addAll(List.of(more));
    Orthant.Ending ending = new Orthant(home).execute(arguments.toArray(String[]::new));
    assertThat(ending.exitCode()).as(() -> String.join("\n", ending.err())).isZero();
    return ending;
  }

  static Stream<Debugged.Step> steps() {
    List<Debugged.Step> steps = new ArrayList<>();
    steps.add(new Debugged.Step(PUBLICATION, "complete", 2)); // all is ready, nothing is moved
    // Five names leave, the result comes, one that is not there, then six.
    for (int move = 1; move <= 13; move++) {
      steps.add(new Debugged.Step(PUBLICATION, "moveIfThere", move));
    }
    steps.add(new Debugged.Step("org.orthant.framework.storage.RunCheckpoint", "delete", 1));
    steps.add(new Debugged.Step(PUBLICATION, "forceAll", 1));
    steps.add(new Debugged.Step(PUBLICATION, "result", 1)); // before the page is rendered
    List<Debugged.Step> few = List.of(steps.get(3), steps.get(11), steps.get(14));
    return KILLS > few.size() ? steps.stream() : few.stream();
  }

  @ParameterizedTest
  @MethodSource("steps")
  void filesAreOfOneRunAndNothingIsLost(Debugged.Step step) throws Exception {
    Path work = Files.createDirectory(folder.resolve(step.toString().replace(' ', '-')));
    Path home = work.resolve("home");
    Path out = work.resolve("out");
    Kept.copy(measured, home);
    Kept.copy(before, out);

    Child child = new Child(config, home, out);
    assertThat(Debugged.kill(child, step)).as(child::log).isTrue();

    assertThat(names(out)).as("runs whose files are seen").hasSize(1);
    assertThat(Kept.interim(home)).hasSize(GROUPS);

    Orthant.Ending ending = execute(home, config, out);
    assertThat(ending.err()).contains("4 of 4 groups of images were measured before");
    assertThat(Kept.result(out)).isEqualTo(Kept.result(undisturbed));
    assertThat(names(out)).containsExactly("after");
    try (Stream<Path> files = Files.list(out)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder(".lock", "result.json", "gate.xml", "index.html");
    }
    assertThat(Kept.interim(home)).isEmpty();
  }

  /** Whose the files are that one sees; an export has no name, but none is made of the later. */
  private static Set<String> names(Path out) throws IOException {
    Set<String> names = new TreeSet<>();
    names.add(
        new ObjectMapper().readTree(out.resolve("result.json").toFile()).path("name").asText());
    for (var file :
        List.of(
            List.of("index.html", "<h1>([^<]*)</h1>"),
            List.of("gate.xml", "classname=\"([^\".]*)\\."))) {
      Path path = out.resolve(file.get(0));
      if (Files.exists(path)) {
        Matcher name = Pattern.compile(file.get(1)).matcher(Files.readString(path));
        assertThat(name.find()).as(path.toString()).isTrue();
        names.add(name.group(1));
      }
    }
    if (Files.exists(out.resolve("export"))) {
      names.add("before");
    }
    return names;
  }

  /** A limit on the size of files stands for the disk that is full. */
  @Test
  void aPageThatDoesNotFitKeepsTheResultBackAndNothingIsLost() throws Exception {
    assumeThat(Path.of("/bin/bash")).exists();
    Path home = folder.resolve("home-full");
    Path out = folder.resolve("full");
    Kept.copy(measured, home);
    Child child = new Child(config, home, out);
    long result = Files.size(undisturbed.resolve("result.json"));
    long page = Files.size(undisturbed.resolve("index.html"));
    assertThat(page).isGreaterThan(2 * result);
    List<String> limited = new ArrayList<>(List.of("/bin/bash", "-c"));
    ProcessBuilder builder = child.builder("-XX:-UsePerfData");
    limited.add("ulimit -f " + (result + page) / 2 / 1024 + "; exec \"$0\" \"$@\"");
    limited.addAll(builder.command());
    assertThat(builder.command(limited).start().waitFor()).as(child::log).isEqualTo(1);

    assertThat(child.log().lines())
        .filteredOn(line -> line.startsWith("orthant: "))
        .singleElement()
        .asString()
        .startsWith("orthant: " + out.resolve("index.html") + " cannot be written: ");
    try (Stream<Path> files = Files.list(out)) {
      assertThat(files).containsExactly(out.resolve(".lock"));
    }
    assertThat(execute(home, config, out).err())
        .contains("4 of 4 groups of images were measured before");
    assertThat(Kept.result(out)).isEqualTo(Kept.result(undisturbed));
  }
}
