package org.orthant.framework.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.inject.Guice;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.orthant.api.Doc;
import org.orthant.api.Id;
import org.orthant.framework.catalog.Catalog;
import org.orthant.framework.catalog.CatalogModule;
import org.orthant.framework.catalog.PluginKind;
import org.orthant.framework.catalog.SamplePlugins;
import org.orthant.framework.catalog.SamplePlugins.IdleQuantizer;
import org.orthant.framework.catalog.ServiceFiles;

final class PluginsMarkdownTest {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final PluginsMarkdown page = new PluginsMarkdown(new PrintStream(bytes, true, UTF_8));

  /** Says everything that Markdown takes for something else. */
  @Id("awkward")
  @Doc(value = "Keeps |x| < 1", formula = "x_i*y_i where <a> `b` [c]", source = "A | B")
  public record Awkward(@Doc("a|b") String text) implements IdleQuantizer {
    public Awkward() {
      this("`a|b`");
    }
  }

  @Test
  void whatMarkdownTakesForSomethingElseIsEscaped() {
    assertThat(quantizers(new ServiceFiles().with(Awkward.class)))
        .containsSubsequence(
            "## Quantizers",
            "### awkward",
            "Keeps \\|x\\| \\< 1.",
            "Formula: x\\_i\\*y\\_i where \\<a\\> \\`b\\` \\[c\\]",
            "Source: A \\| B",
            "| `text` | text | `` `a\\|b` `` | a\\|b |",
            "awkward:",
            "  text: '`a|b`'");
  }

  @Test
  void recordsInsideAPluginAreFollowedByTheirComponents() {
    page.list(PluginKind.NETWORK, catalog(SamplePlugins.all()).all(PluginKind.NETWORK));
    assertThat(lines())
        .contains(
            "| `dense` | a list, each entry a whole number | `[512, 512]` |  |",
            "| `training` | a mapping of what follows |  |  |",
            "| `training.epochs` | a whole number | `6` |  |",
            "  dense: [512, 512]",
            "    learning-rate: 0.01");
  }

  @Test
  void whatHasNoDefaultMustBeWrittenAndLeavesNoExample() {
    ServiceFiles files = new ServiceFiles().with(SamplePlugins.Files.class);
    page.list(PluginKind.DATASET, catalog(files).all(PluginKind.DATASET));
    assertThat(lines())
        .contains("| `folder` | a path | must be written |  |")
        .doesNotContain("```yaml");
  }

  @Test
  void nothingIsNoValueOfTheExample() {
    assertThat(quantizers(new ServiceFiles().with(SamplePlugins.Ternary.class)))
        .contains("| `bits` | a whole number, or nothing | nothing |  |", "  keep-scale: false")
        .noneMatch(line -> line.startsWith("  bits"));
  }

  @Test
  void trainedNetworksAreATable() {
    page.listTrained(Map.of("small", "80 % | of 10"));
    assertThat(lines()).contains("| `small` | 80 % \\| of 10 |");
  }

  private List<String> quantizers(ServiceFiles files) {
    page.list(PluginKind.QUANTIZER, catalog(files).all(PluginKind.QUANTIZER));
    return lines();
  }

  private List<String> lines() {
    return bytes.toString(UTF_8).lines().toList();
  }

  private static Catalog catalog(ServiceFiles files) {
    return Guice.createInjector(new CatalogModule(files)).getInstance(Catalog.class);
  }
}
