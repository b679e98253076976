package org.orthant.outside;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.orthant.framework.result.Version;

/**
 * A place beyond this build, as an author of plugins has it: a folder, the launcher, and a Maven
 * that finds Orthant's modules in a repository, as if installed.
 *
 * @param folder where the author works
 */
record Outside(Path folder) {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final long MINUTES = 10;

  /** What a plugin builds against, with what that needs. */
  private static final Map<String, Path> MODULES =
      Map.of(
          "orthant-kernels", Path.of("kernels"),
          "orthant-framework-api", Path.of("framework-api"),
          "orthant-framework", Path.of("framework"),
          "orthant-framework-testkit", Path.of("framework-testkit"));

  /** Installs the modules as the package phase left them into a repository of this place's own. */
  static Outside in(Path folder) throws IOException {
    Outside outside = new Outside(folder);
    outside.install("orthant-parent", "pom", ROOT.resolve("pom.xml"));
    for (Map.Entry<String, Path> module : MODULES.entrySet()) {
      Path room = ROOT.resolve(module.getValue());
      Path jar = room.resolve("target").resolve(module.getKey() + "-" + Version.current() + ".jar");
      outside.install(module.getKey(), "pom", room.resolve("pom.xml"));
      outside.install(module.getKey(), "jar", jar);
    }
    return outside;
  }

  private void install(String artifact, String extension, Path file) throws IOException {
    Path place = repository().resolve("org/orthant").resolve(artifact).resolve(Version.current());
    Files.createDirectories(place);
    Files.copy(file, place.resolve(artifact + "-" + Version.current() + "." + extension));
  }

  private Path repository() {
    return folder.resolve("repository");
  }

  /** Orthant's home here. */
  Path home() {
    return folder.resolve("home");
  }

  /** One Maven build of several projects, which are folders here; each must pass. */
  void verify(List<String> projects) throws IOException {
    String modules =
        String.join("", projects.stream().map(name -> "<module>" + name + "</module>").toList());
    Files.writeString(
        folder.resolve("pom.xml"),
        """
        <project>
          <modelVersion>4.0.0</modelVersion>
          <groupId>org.example</groupId>
          <artifactId>all</artifactId>
          <version>1</version>
          <packaging>pom</packaging>
          <modules>%s</modules>
        </project>
        """
            .formatted(modules));
    requireSuccess(folder, ROOT.resolve("mvnw").toString(), "verify");
  }

  /** Runs the launcher in a folder here; it must succeed. */
  void orthant(Path in, String... arguments) throws IOException {
    requireSuccess(
        in,
        Stream.concat(Stream.of(ROOT.resolve("orthant").toString()), Stream.of(arguments))
            .toArray(String[]::new));
  }

  /** Runs a command, which must succeed. */
  void requireSuccess(Path in, String... command) throws IOException {
    Path said = Files.createTempFile(folder, "said", ".txt");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(in.toFile())
            .redirectErrorStream(true)
            .redirectOutput(said.toFile());
    builder.environment().put("ORTHANT", ROOT.toString());
    builder.environment().put("ORTHANT_HOME", home().toString());
    // Reads what the building machine has already, writes to this place alone.
    builder
        .environment()
        .put(
            "MAVEN_ARGS",
            "-B -ntp -Dmaven.repo.local=%s -Dmaven.repo.local.tail=%s"
                .formatted(repository(), System.getProperty("orthant.test.repository")));
    Process process = builder.start();
    try {
      boolean ended = process.waitFor(MINUTES, TimeUnit.MINUTES);
      assertThat(ended).as(() -> "ended within minutes; it said\n" + text(said)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } finally {
      process.destroyForcibly();
    }
    assertThat(process.exitValue())
        .as(() -> String.join(" ", command) + " said\n" + text(said))
        .isZero();
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      return e.toString();
    }
  }

  /** Copies a folder of this repository here, without what was built in it. */
  void copy(Path from) throws IOException {
    Path source = ROOT.resolve(from);
    Path target = folder.resolve(source.getFileName());
    try (Stream<Path> files = Files.walk(source)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path relative = source.relativize(file);
        if (!relative.startsWith("target")) {
          Path copy = target.resolve(relative.toString());
          Files.createDirectories(copy.getParent());
          Files.copy(file, copy);
        }
      }
    }
  }
}
