package org.orthant.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.orthant.framework.cli.Orthant;

/** The reference of all plugins, docs/plugins.md. */
class PluginsPageTest {
  private static final Path PAGE = Path.of("..", "docs", "plugins.md");
  private static final Pattern SECTION = Pattern.compile("(?ms)^## (.+?)$(.*?)(?=^## |\\z)");
  private static final Pattern EXAMPLE = Pattern.compile("(?s)```yaml\n(.*?)```");

  /** No page can name the folder of a user's network. */
  private static final String FOLDER_IS_MISSING =
      "graph: name the network's folder: { graph: { folder: DIR } }";

  @TempDir static Path folder;

  @Test
  void pageIsThatOfTheShippedPlugins() throws IOException {
    Orthant.Ending ending = new Orthant(folder).execute("plugins", "--markdown");
    assertThat(ending.exitCode()).isZero();
    assertThat(Files.readString(PAGE))
        .as("out of date; as of now: ./orthant plugins --markdown > docs/plugins.md")
        .isEqualTo(String.join("\n", ending.out()) + "\n");
  }

  @Test
  void pageIsOfAllPlugins() {
    Orthant.Ending ending = new Orthant(folder).execute("plugins", "--markdown", "gbt");
    assertThat(ending.exitCode()).isEqualTo(2);
    assertThat(ending.err()).singleElement().asString().contains("--markdown", "gbt");
  }

  static Stream<String> runs() throws IOException {
    return SECTION
        .matcher(Files.readString(PAGE))
        .results()
        .flatMap(
            section ->
                EXAMPLE
                    .matcher(section.group(2))
                    .results()
                    .map(example -> run(section.group(1), example)));
  }

  /** A run with an example in the place of one of its plugins. */
  private static String run(String kinds, MatchResult example) {
    String plugin = "\n" + example.group(1).indent(6);
    return "name: example"
        + "\ndataset: "
        + (kinds.equals("Datasets") ? plugin : "cifar10")
        + "\nnetwork: "
        + (kinds.equals("Networks") ? plugin : "bnn-mlp")
        + "\nquantizers:"
        + "\n  q: "
        + (kinds.equals("Quantizers") ? plugin : "binary")
        + (kinds.equals("Rotations") ? "\n  r:\n    gbt:\n      rotation:" + plugin.indent(6) : "")
        + "\nprobes:"
        + (kinds.equals("Probes") ? "\n  -" + plugin : "\n  - angle")
        + "\nexecutor: "
        + (kinds.equals("Executors") ? plugin : "local")
        + "\n";
  }

  @ParameterizedTest
  @MethodSource("runs")
  void exampleIsRead(String yaml) throws IOException {
    Path config = Files.writeString(folder.resolve("run.yaml"), yaml);
    List<String> problems = new Orthant(folder).execute("check", config.toString()).err();
    if (yaml.contains("graph:\n")) {
      assertThat(problems).singleElement().asString().endsWith(FOLDER_IS_MISSING);
    } else if (yaml.contains("channels: rgb")) {
      assertThat(problems).singleElement().asString().contains("name the network's file");
    } else if (yaml.contains("expect-accuracy")) {
      assertThat(problems).singleElement().asString().contains("name the network's file");
    } else if (yaml.contains("test-fraction") || yaml.contains("safetensors:")) {
      assertThat(problems).first().asString().containsAnyOf("name the files", "name the folders");
    } else {
      assertThat(problems).isEmpty();
    }
  }
}
