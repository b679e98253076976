package org.orthant.framework.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AllowedPathsTest {
  private Path allowed;
  private Path outside;
  private AllowedPaths paths;

  @BeforeEach
  void makeFolders(@TempDir Path folder) throws IOException {
    Path real = folder.toRealPath();
    allowed = Files.createDirectory(real.resolve("allowed"));
    outside = Files.createDirectory(real.resolve("outside"));
    paths = AllowedPaths.below(List.of(allowed));
  }

  @Test
  void whatIsBelowIsAllowedWhetherItIsThereOrNot() throws IOException {
    assertThat(paths.hold(allowed)).isTrue();
    assertThat(paths.hold(Files.createDirectory(allowed.resolve("inner")))).isTrue();
    assertThat(paths.hold(allowed.resolve("new/and/deep"))).isTrue();
    assertThat(paths.hold(allowed.resolve("../allowed/new"))).isTrue();
    assertThat(paths.hold(outside.resolve("../allowed/new"))).isTrue();
  }

  @Test
  void whatLeadsOutIsNot() {
    assertThat(paths.hold(outside)).isFalse();
    assertThat(paths.hold(allowed.getParent())).isFalse();
    assertThat(paths.hold(allowed.resolve(".."))).isFalse();
    assertThat(paths.hold(allowed.resolve("new/../../outside"))).isFalse();
    assertThat(paths.hold(allowed.resolveSibling("allowed-too"))).isFalse();
    assertThat(paths.hold(Path.of("relative"))).isFalse();
  }

  @Test
  void linksAreFollowed() throws IOException {
    Path out = Files.createSymbolicLink(allowed.resolve("out"), outside);
    Path in = Files.createSymbolicLink(outside.resolve("in"), allowed);
    assertThat(paths.hold(out)).isFalse();
    assertThat(paths.hold(out.resolve("new"))).isFalse();
    assertThat(paths.hold(allowed.resolve("new/../out/new"))).isFalse();
    assertThat(paths.hold(in.resolve("new"))).isTrue();
    assertThat(AllowedPaths.below(List.of(in)).hold(allowed.resolve("new"))).isTrue();
  }

  @Test
  void aLinkThatLeadsNowhereIsNotAllowed() throws IOException {
    Path nowhere = Files.createSymbolicLink(allowed.resolve("nowhere"), outside.resolve("not-yet"));
    Path loop = Files.createSymbolicLink(allowed.resolve("loop"), allowed.resolve("loop"));
    assertThat(paths.hold(nowhere)).isFalse();
    assertThat(paths.hold(loop.resolve("new"))).isFalse();
  }

  @Test
  void aRefusalSaysWhereItStandsAndWhatIsAllowed() {
    String message = "the path '%s' leads out of %s; --allow-paths DIR allows a folder more";
    assertThat(problems("report: %s\n".formatted(outside)))
        .containsExactly("run.yaml:7:9: " + message.formatted(outside, allowed));
    assertThat(problems("dataset: { test-files: { folder: %s } }\n".formatted(outside)))
        .containsExactly("run.yaml:7:34: " + message.formatted(outside, allowed));
    assertThat(problems("report: %s/here\n".formatted(allowed))).isEmpty();
  }

  @Test
  void whatStandsOnTheCommandLineMayLeadAnywhere() {
    assertThat(problems("", "report=" + outside)).isEmpty();
  }

  @Test
  void aPluginsPathStartsAtTheConfigurationsFolderAndTheReportsAtTheWorkingDirectory() {
    ConfigReader reader = reader();
    RunSpec run =
        reader.read(
            "run.yaml",
            ConfigReaderTest.SHORT + "report: here\ndataset: { test-files: { folder: net } }\n",
            allowed,
            List.of());
    assertThat(run.report()).isEqualTo(Path.of("here"));
    assertThat(run.dataset().orElseThrow().value().toString())
        .contains(allowed.resolve("net").toString());
    assertThat(run.yaml()).contains("folder: net").doesNotContain(allowed.toString());
    assertThat(reader.read("run.yaml", run.yaml(), run.folder(), List.of()).dataset())
        .hasValueSatisfying(
            dataset -> assertThat(dataset.value()).isEqualTo(run.dataset().orElseThrow().value()));
  }

  @Test
  void aPathOfTheCommandLineStartsAtTheWorkingDirectoryAndIsWrittenAsAWhole() {
    RunSpec run =
        reader()
            .read(
                "run.yaml",
                ConfigReaderTest.SHORT,
                allowed,
                List.of("dataset={ test-files: { folder: net } }"));
    String here = Path.of("net").toAbsolutePath().toString();
    assertThat(run.dataset().orElseThrow().value().toString()).contains(here);
    assertThat(run.yaml()).contains("folder: " + here);
    assertThat(
            reader()
                .read("run.yaml", run.yaml(), outside, List.of())
                .dataset()
                .orElseThrow()
                .value())
        .isEqualTo(run.dataset().orElseThrow().value());
  }

  @Test
  void aRelativePathMayNotLeadOutOfTheConfigurationsFolder() {
    assertThat(problems("dataset: { test-files: { folder: net } }\n")).isEmpty();
    assertThat(problems("dataset: { test-files: { folder: ../outside } }\n"))
        .singleElement()
        .asString()
        .contains("the path '../outside' leads out of " + allowed);
  }

  @Test
  void aTildeStandsForNoHome() {
    String message = ": '~' stands for no home here; write the whole path, or ./~/x";
    assertThat(problems("report: ~/x\n")).containsExactly("run.yaml:7:9" + message);
    assertThat(problems("", "report=~/x")).containsExactly("--set report" + message);
    assertThat(problems("dataset: { test-files: { folder: ~/x } }\n"))
        .containsExactly("run.yaml:7:34" + message);
  }

  private static ConfigReader reader() {
    return new ConfigReader(ConfigReaderTest.catalog(), new PretrainedNetworks(List.of()));
  }

  private List<String> problems(String yaml, String... overrides) {
    ConfigReader reader = reader();
    ConfigException refusal =
        catchThrowableOfType(
            ConfigException.class,
            () ->
                reader.sweep(
                    "run.yaml", ConfigReaderTest.SHORT + yaml, allowed, List.of(overrides), paths));
    return refusal == null
        ? List.of()
        : refusal.problems().stream().map(Problem::toString).toList();
  }
}
