package org.orthant.outside;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.orthant.framework.result.Version;

/**
 * The launcher in surroundings that are not the builder's. It lies in a folder with blanks in its
 * name, beside the jars and without the sources, so that it builds nothing.
 */
class LauncherIT {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final String VERSION = "orthant " + Version.current();
  private static final String JAVA_HOME = "JAVA_HOME";
  private static final long MINUTES = 2;

  @TempDir Path folder;
  private Path place;
  private Path launcher;

  /** What the launcher left behind. */
  private record Ending(int exitCode, List<String> out, List<String> err) {}

  @BeforeEach
  void layOut() throws IOException {
    place = folder.resolve("in a folder");
    Path distribution = Files.createDirectories(place.resolve("distribution"));
    launcher = Files.copy(ROOT.resolve("orthant"), place.resolve("orthant"));
    Files.copy(
        ROOT.resolve("distribution").resolve("jvm.options"), distribution.resolve("jvm.options"));
    Files.createDirectories(distribution.resolve("target"));
    Files.createSymbolicLink(
        distribution.resolve("target").resolve("lib"),
        ROOT.resolve("distribution").resolve("target").resolve("lib"));
  }

  @Test
  void findsItselfWhereverItIsCalledFrom() throws Exception {
    Path elsewhere = Files.createDirectories(folder.resolve("elsewhere"));
    Files.createSymbolicLink(elsewhere.resolve("folder"), place);
    Files.createSymbolicLink(elsewhere.resolve("link"), Path.of("folder", "orthant"));
    for (Path called : List.of(launcher, Path.of("folder", "orthant"), Path.of(".", "link"))) {
      assertThat(run(elsewhere, Map.of(), List.of(called.toString(), "--version")).out())
          .containsExactly(VERSION);
    }
  }

  @Test
  void isNotLedAstrayByTheSearchPathOfCd() throws Exception {
    Map<String, String> environment = Map.of("CDPATH", folder + ":/");
    assertThat(run(folder, environment, List.of("sh", "in a folder/orthant", "--version")).out())
        .containsExactly(VERSION);
  }

  @Test
  void opensFilesWithAnyLetterInAnyLocale() throws Exception {
    Files.writeString(
        folder.resolve("plain.yaml"),
        """
        name: summer
        network: { random-vectors: { isotropic: [64], vectors: 100 } }
        quantizers: { binary: binary }
        probes: [angle]
        """);
    Ending ending =
        run(
            folder,
            Map.of("LC_ALL", "C"),
            // The shell names it, for this virtual machine's own locale may be as poor.
            List.of(
                "sh",
                "-c",
                "mv plain.yaml \"$(printf '\\303\\251t\\303\\251.yaml')\"; '"
                    + launcher
                    + "' check *.yaml"));
    assertThat(ending.err()).isEmpty();
    assertThat(ending.exitCode()).isZero();
  }

  @Test
  void saysThatJavaHomeLeadsNowhere() throws Exception {
    Ending ending = run(folder, Map.of(JAVA_HOME, "/no such"), List.of(launcher.toString()));
    assertThat(ending.exitCode()).isEqualTo(1);
    assertThat(ending.err())
        .containsExactly(
            "orthant: JAVA_HOME names /no such, in which there is no bin/java; it needs a JDK, 17"
                + " or later");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.8.0_392", "9", "16.0.2"})
  void refusesOlderJava(String version) throws Exception {
    Path java = java(version, "exit 9");
    Ending ending =
        run(folder, Map.of(JAVA_HOME, java.toString()), List.of(launcher.toString(), "x"));
    assertThat(ending.exitCode()).isEqualTo(1);
    assertThat(ending.err())
        .containsExactly(
            "orthant: needs Java 17 or later, found " + version + " at " + java + "/bin/java");
  }

  @ParameterizedTest
  @ValueSource(strings = {"17", "25.0.3", "30-ea", "100"})
  void startsAnyLaterJavaWithTheOptionsAsWords(String version) throws Exception {
    Path java = java(version, "for word; do echo \"$word\"; done");
    Ending ending =
        run(
            folder,
            Map.of(
                JAVA_HOME,
                java.toString(),
                "ORTHANT_JAVA_OPTIONS",
                "-Xmx3g -Dhttp.nonProxyHosts=*"),
            List.of(launcher.toString(), "run", "a b.yaml"));
    assertThat(ending.exitCode()).isZero();
    assertThat(ending.out())
        .startsWith("@" + place + "/distribution/jvm.options")
        .containsSubsequence("-Xmx3g", "-Dhttp.nonProxyHosts=*", "-cp")
        .endsWith("run", "a b.yaml");
  }

  @Test
  void letsJavaSayWhyItDoesNotStart() throws Exception {
    Path java = java("17.0.15", "echo 'Could not reserve enough space' >&2; exit 1");
    Ending known =
        run(folder, Map.of(JAVA_HOME, java.toString()), List.of(launcher.toString(), "x"));
    assertThat(known.exitCode()).isEqualTo(1);
    assertThat(known.err()).containsExactly("Could not reserve enough space");
    Files.delete(java.resolve("release"));
    Ending asked =
        run(folder, Map.of(JAVA_HOME, java.toString()), List.of(launcher.toString(), "x"));
    assertThat(asked.exitCode()).isEqualTo(1);
    assertThat(asked.err())
        .containsExactly(
            "orthant: " + java + "/bin/java does not start: Could not reserve enough space");
  }

  @ParameterizedTest
  @CsvSource({">/dev/full", ">&-"})
  void failsWhereItsOutputCannotBeWritten(String output) throws Exception {
    Ending ending =
        run(folder, Map.of(), List.of("sh", "-c", "'" + launcher + "' schema " + output));
    assertThat(ending.exitCode()).isEqualTo(1);
    assertThat(ending.err())
        .containsExactly("orthant: standard output cannot be written: it is full, or closed");
  }

  @Test
  void saysThatTheWorkingDirectoryIsGone() throws Exception {
    Ending ending =
        run(
            folder,
            Map.of(),
            List.of(
                "sh", "-c", "mkdir gone; cd gone; rmdir ../gone; '" + launcher + "' --version"));
    assertThat(ending.exitCode()).isEqualTo(1);
    assertThat(ending.err())
        .endsWith("orthant: the working directory is gone; change to one that is there");
  }

  /** A stand-in for a JDK of a version, whose {@code java} is a shell script. */
  private Path java(String version, String script) throws IOException {
    Path home = folder.resolve("a jdk");
    Path java = Files.createDirectories(home.resolve("bin")).resolve("java");
    Files.writeString(java, "#!/bin/sh\n" + script + "\n");
    assertThat(java.toFile().setExecutable(true)).isTrue();
    Files.writeString(home.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
    return home;
  }

  private Ending run(Path in, Map<String, String> environment, List<String> command)
      throws IOException, InterruptedException {
    Path out = folder.resolve("out");
    Path err = folder.resolve("err");
    ProcessBuilder builder =
        new ProcessBuilder(new ArrayList<>(command))
            .directory(in.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    builder.environment().put("ORTHANT_HOME", folder.resolve("home").toString());
    builder.environment().put(JAVA_HOME, System.getProperty("java.home"));
    builder.environment().putAll(environment);
    Process process = builder.start();
    try {
      assertThat(process.waitFor(MINUTES, TimeUnit.MINUTES)).as("ended within minutes").isTrue();
    } finally {
      process.destroyForcibly();
    }
    return new Ending(process.exitValue(), Files.readAllLines(out), Files.readAllLines(err));
  }
}
