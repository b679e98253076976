package org.orthant.reports.page;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.orthant.reports.html.Original;
import org.orthant.reports.result.Example;
import org.orthant.reports.result.ResultReader;

/** The page of a network with more layers than it shows one beside the other. */
class PageOfManyLayersTest {
  private static final int LIMIT = 3_000_000;
  private static final List<String> KINDS =
      List.of("attn.q", "attn.k", "attn.v", "attn.o", "mlp.gate", "mlp.up", "mlp.down");
  private static final List<String> QUANTIZERS =
      List.of("binary", "twn", "absmean", "uniform", "mxfp4", "rotated");
  private static final String HOSTILE = "model.layers.0.<script>\"'";

  @TempDir Path folder;
  private final Random random = new Random(1705);

  @Test
  void threeHundredLayersUnderSixQuantizersStayBelowThreeMegabytes() throws IOException {
    ObjectNode result = result(blocks(43), QUANTIZERS, 20);

    byte[] page = bytes(result);

    assertThat(page.length).isLessThan(LIMIT);
    Document read = Jsoup.parse(new String(page, UTF_8));
    assertThat(read.select("article.panel")).hasSize(Selection.WORST);
    assertThat(read.select("table.scorecard tbody tr")).hasSize(301);
    assertThat(read.select(".provenance").text()).contains("--format csv");
    assertThat(read.select("#original, #download-json")).isEmpty();
  }

  @Test
  void layersAreCellsOfTheirBlockAndKindTheWorstKindFirst() throws IOException {
    List<String> names = new ArrayList<>(blocks(7).subList(0, 47));
    names.add("lm_head.weight");
    names.add(HOSTILE);
    Document page = page(result(names, QUANTIZERS.subList(0, 2), 1));

    assertThat(page.select(".strip table.map thead th").eachText())
        .containsExactly("block", "0", "1", "2", "3", "4", "5", "6");
    assertThat(page.select(".strip table.map tbody th").eachText())
        .contains("attn.q.weight", "<script>\"'");
    assertThat(page.select(".strip table.map td a")).hasSize(48);
    assertThat(page.select(".others a").eachText())
        .singleElement()
        .asString()
        .startsWith("lm_head.weight");
    assertThat(page.select(".strip table.map tbody tr").first().select("td.cost-4")).isNotEmpty();
    assertThat(page.select("div.heat table.map")).hasSize(2);
  }

  @Test
  void namesWithoutNumbersStayBoxes() throws IOException {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < 49; i++) {
      names.add("word" + "x".repeat(i));
    }
    Document page = page(result(names, QUANTIZERS.subList(0, 2), 1));

    assertThat(page.select("table.map")).isEmpty();
    assertThat(page.select(".boxes a")).hasSize(49);
    assertThat(page.select("table.heat tbody tr")).hasSize(Selection.WORST);
  }

  @Test
  void everyLinkLeadsSomewhereAndNoIdIsTwice() throws IOException {
    List<String> names = new ArrayList<>(blocks(8));
    names.add(HOSTILE);
    Document page = page(result(names, QUANTIZERS.subList(0, 2), 3));

    List<String> ids = page.select("[id]").eachAttr("id");
    assertThat(ids).doesNotHaveDuplicates();
    Set<String> known = new HashSet<>(ids);
    for (Element link : page.select("a[href^=#]")) {
      assertThat(known).contains(link.attr("href").substring(1));
    }
  }

  @Test
  void ofLayersThatAreAllDegradedADozenIsNamed() throws IOException {
    Document page = page(result(blocks(8), QUANTIZERS.subList(0, 2), 1));

    assertThat(page.select("ol.troubled li")).hasSize(Selection.MOST_NAMED);
    assertThat(page.select(".verdict .more").text()).isEqualTo("and 44 more");
    assertThat(page.select("table.scorecard tbody tr")).hasSize(56);
  }

  @Test
  void aLayerWithoutAnAnswerStandsBeforeTheSoundOnes() throws IOException {
    ObjectNode result = result(blocks(7), QUANTIZERS.subList(0, 1), Integer.MAX_VALUE);
    String last = "model.layers.6.mlp.down.weight";
    result
        .get("verdicts")
        .forEach(
            verdict -> {
              if (verdict.get("layer").asText().equals(last)) {
                ((ObjectNode) verdict).put("grade", "NOT_EVALUATED").put("open", true);
              }
            });

    assertThat(page(result).select("table.scorecard tbody tr th a").first().text()).isEqualTo(last);
  }

  @Test
  void fortyEightLayersHaveNoneOfThis() throws IOException {
    Document page = page(result(blocks(7).subList(0, 48), QUANTIZERS.subList(0, 2), 1));

    assertThat(page.select("table.map, table.paged")).isEmpty();
    assertThat(page.select("article.panel, .boxes a")).hasSize(96);
  }

  private static List<String> blocks(int count) {
    List<String> names = new ArrayList<>();
    for (int block = 0; block < count; block++) {
      for (String kind : KINDS) {
        names.add("model.layers." + block + "." + kind + ".weight");
      }
    }
    return names;
  }

  private Document page(ObjectNode result) throws IOException {
    return Jsoup.parse(new String(bytes(result), UTF_8));
  }

  private byte[] bytes(ObjectNode result) throws IOException {
    Path file = Example.write(folder, result.toString());
    return Page.of(ResultReader.read(file), Original.of(file)).render();
  }

  /** The first of every so many layers is degraded; none if they are more than all. */
  private ObjectNode result(List<String> layers, List<String> quantizers, int degraded)
      throws IOException {
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
            "gate",
            "failures",
            "cautions",
            "advice")) {
      result.putArray(list);
    }
    for (String quantizer : quantizers) {
      result
          .withArray("quantizers")
          .addObject()
          .put("name", quantizer)
          .put("plugin", quantizer)
          .put("description", quantizer);
    }
    for (int i = 0; i < layers.size(); i++) {
      String layer = layers.get(i);
      String grade = i % degraded == 0 && degraded < layers.size() ? "DEGRADED" : "SOUND";
      result
          .withArray("layers")
          .addObject()
          .put("name", layer)
          .put("kind", "dense")
          .put("dimension", 64 << i % 3)
          .put("filters", 64);
      verdict(result, layer, grade);
      for (String quantizer : quantizers) {
        verdict(result, layer, grade).put("probe", "angle").put("quantizer", quantizer);
        double value = 37 + (grade.equals("SOUND") ? 0 : 20) + random.nextDouble();
        finding(result, layer, quantizer, "mean-degrees", value);
        for (int metric = 0; metric < 9; metric++) {
          finding(result, layer, quantizer, "metric-" + metric, random.nextDouble());
        }
        distribution(result, layer, quantizer);
      }
    }
    return result;
  }

  private static ObjectNode verdict(ObjectNode result, String layer, String grade) {
    return result
        .withArray("verdicts")
        .addObject()
        .put("layer", layer)
        .put("grade", grade)
        .put("reason", "a reason that is about as long as those that probes give " + layer);
  }

  private static void finding(
      ObjectNode result, String layer, String quantizer, String metric, double value) {
    result
        .withArray("findings")
        .addObject()
        .put("probe", "angle")
        .put("quantizer", quantizer)
        .put("layer", layer)
        .put("metric", metric)
        .put("value", value)
        .put("expected", 37.0)
        .put("low", value - 0.5)
        .put("high", value + 0.5)
        .put("n", 64);
  }

  private void distribution(ObjectNode result, String layer, String quantizer) {
    ObjectNode entry =
        result
            .withArray("distributions")
            .addObject()
            .put("probe", "angle")
            .put("layer", layer)
            .put("quantizer", quantizer)
            .put("metric", "degrees")
            .put("outside", 0);
    entry.putObject("axis").put("low", 20).put("high", 60).put("bins", 80);
    ArrayNode counts = entry.putArray("counts");
    ArrayNode reference = entry.putArray("reference");
    for (int bin = 0; bin < 80; bin++) {
      counts.add(random.nextInt(20));
      reference.add(random.nextDouble() / 80);
    }
  }
}
