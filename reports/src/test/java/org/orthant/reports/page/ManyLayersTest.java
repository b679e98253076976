package org.orthant.reports.page;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.orthant.reports.comparison.Comparison;
import org.orthant.reports.comparison.ComparisonPage;
import org.orthant.reports.comparison.RunLabels;
import org.orthant.reports.html.Original;
import org.orthant.reports.result.Example;
import org.orthant.reports.result.Result;

/**
 * Results of many layers: what takes time in proportion to them takes a second here, and what takes
 * their square would take minutes.
 */
class ManyLayersTest {
  @TempDir Path folder;

  @Test
  void twentyThousandLayersHaveAPageAndCanBeCompared() throws IOException {
    Result result = Example.read(folder, layers(20_000, 1));
    String page = new String(Page.of(result, new Original("")).render(), UTF_8);
    assertThat(page).contains("id=\"row-20000\"", "href=\"#row-20000\"");
    Comparison same = Comparison.of(result, result);
    assertThat(same.isWorse()).isFalse();
    assertThat(ComparisonPage.of(same, new RunLabels("A", "B")).render()).isNotEmpty();

    ObjectNode fallen = layers(20_000, 1);
    fallen.get("verdicts").forEach(verdict -> ((ObjectNode) verdict).put("grade", "STRAINED"));
    assertThat(Comparison.of(Example.read(folder, fallen), result).isWorse()).isFalse();
  }

  @Test
  void aTableOfAllLayersUnderAllQuantizersIsLeftOutWhereItIsTooLarge() throws IOException {
    Result result = Example.read(folder, layers(2000, 2000));
    Document page = Jsoup.parse(new String(Page.of(result, new Original("")).render(), UTF_8));
    assertThat(page.select("table.scorecard, table.metrics")).isEmpty();
    assertThat(page.select("section[aria-labelledby=scorecard]").text())
        .contains("too many layers and quantizers for a table");
    assertThat(page.select("section[aria-labelledby=numbers]").text())
        .contains("too many numbers for a table; findings.csv has them");
    assertThat(page.select("article.panel")).hasSize(Selection.WORST);
  }

  /** Each layer is degraded under one quantizer, and has one number and one remedy. */
  private static ObjectNode layers(int count, int quantizers) throws IOException {
    ObjectNode result = Example.documented();
    for (String list :
        List.of(
            "layers",
            "quantizers",
            "findings",
            "verdicts",
            "remedies",
            "joints",
            "curves",
            "distributions",
            "gate")) {
      ((ArrayNode) result.get(list)).removeAll();
    }
    for (int i = 0; i < quantizers; i++) {
      ((ArrayNode) result.get("quantizers"))
          .addObject()
          .put("name", "q" + i)
          .put("plugin", "binary")
          .put("description", "");
    }
    for (int i = 0; i < count; i++) {
      String layer = "layer" + i;
      String quantizer = "q" + i % quantizers;
      ((ArrayNode) result.get("layers"))
          .addObject()
          .put("name", layer)
          .put("kind", "dense")
          .put("dimension", 784)
          .put("filters", 512);
      ((ArrayNode) result.get("findings"))
          .addObject()
          .put("probe", "dot-product")
          .put("quantizer", quantizer)
          .put("layer", layer)
          .put("metric", "pearson-r")
          .put("value", 0.5)
          .put("low", 0.4)
          .put("high", 0.6)
          .put("n", 20);
      ArrayNode verdicts = (ArrayNode) result.get("verdicts");
      verdicts.addObject().put("layer", layer).put("grade", "DEGRADED").put("reason", "r");
      verdicts
          .addObject()
          .put("probe", "dot-product")
          .put("quantizer", quantizer)
          .put("layer", layer)
          .put("grade", "DEGRADED")
          .put("reason", "r");
      ((ArrayNode) result.get("remedies"))
          .addObject()
          .put("probe", "dot-product")
          .put("quantizer", quantizer)
          .put("layer", layer)
          .put("text", "ternary");
    }
    return result;
  }
}
