package org.orthant.reports.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.zip.InflaterInputStream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.orthant.reports.html.Original;
import org.orthant.reports.result.Example;
import org.orthant.reports.result.Result;
import org.orthant.reports.result.ResultReader;

class PageTest {
  private static final String HOSTILE =
      "</script></pre></style></title><script>alert(1)</script><!--<img src=x onerror=alert(2)>"
          + "\" onmouseover=\"alert(3)\" ' onfocus='alert(4)' javascript:alert(5) ${7*7} &lt;";

  @TempDir Path folder;

  @Test
  void equalResultsGiveEqualBytes() throws IOException {
    assertThat(mnist()).isEqualTo(mnist());
  }

  @Test
  void showsEverythingFromVerdictToProvenanceInOrder() throws IOException {
    assertThat(mnist()).startsWith("<!DOCTYPE html>").endsWith("</html>\n");
    assertThat(Jsoup.parse(mnist()).body().text())
        .containsSubsequence(
            "mnist-three-quantizers",
            "bnn-mlp on mnist",
            "The network, layer by layer",
            "Verdict on the network",
            "Quantization degrades dense3",
            "worst first",
            "dense3 with binary: binary, angle: The mean angle is",
            "Scorecard",
            "dense1 dense 784",
            "Layer by layer",
            "dense1 dense, d = 784, 512 filters",
            "a Hadamard rotation of 512 does not fit d = 784",
            "binary, r = 0.9427, sign flips 0.1009",
            "dense3 dense, d = 512, 10 filters",
            "All numbers",
            "39.05°",
            "[38.96°, 39.13°]",
            "exp. 37.04°",
            "n = 512",
            "97.5\u202f%",
            "How to read this",
            "High-Dimensional Geometry",
            "Provenance",
            "learning-rate: 5e-3");
  }

  @Test
  void everyChartHasItsDataAndItsWords() throws IOException {
    Document page = Jsoup.parse(mnist());

    // Three histograms of weights; eight pairs of layer and quantizer with two charts each; three
    // strips of r within filters and one curve; the angle and its spread over the layers.
    assertThat(page.select(".panel figure")).hasSize(3 + 8 * 2 + 3 + 1);
    assertThat(page.select("section:has(#across) figure")).hasSize(2);
    for (Element figure : page.select("figure")) {
      Element chart = figure.expectFirst("[role=img]");
      assertThat(chart.attr("aria-label")).isNotEmpty();
      assertThat(figure.expectFirst("figcaption").text()).isNotEmpty();
      assertThat(figure.expectFirst("script[type=application/json]").data()).startsWith("{\"");
      Element table = figure.expectFirst("details table");
      assertThat(table.select("thead th[scope=col]").size())
          .isEqualTo(table.select("tbody tr").first().childrenSize());
      assertThat(table.select("tbody th[scope=row]").size())
          .isEqualTo(table.select("tbody tr").size());
    }
  }

  @Test
  void layersAndQuantizersAreTheHeadsOfTheirRows() throws IOException {
    Element table = Jsoup.parse(mnist()).expectFirst("table.metrics:has(td.judged)");

    assertThat(table.select("tbody tr")).hasSize(9);
    assertThat(table.select("tbody tr").get(0).select("th[scope=row].layer a").text())
        .isEqualTo("dense1");
    assertThat(table.select("tbody th[scope=row]:not(.layer)").eachText())
        .startsWith("binary", "ternary", "rotated", "binary");
    assertThat(table.select("tbody tr").get(2).select("td.judged .badge").eachText())
        .containsExactly("not evaluated");
    assertThat(table.select("tbody tr").get(2).select("td.empty .unseen").eachText())
        .hasSize(table.select("th.metric").size())
        .containsOnly("not measured");
  }

  @Test
  void theScorecardHasALayerPerRowAndAGradeAndAnRForEachQuantizer() throws IOException {
    Element table = Jsoup.parse(mnist()).expectFirst("table.scorecard");

    assertThat(table.select("th[scope=colgroup]").eachText())
        .containsExactly("binary", "ternary", "rotated");
    assertThat(table.select("th[data-sortable]").eachText())
        .containsExactly(
            "layer",
            "d",
            "binary grade",
            "binary r",
            "ternary grade",
            "ternary r",
            "rotated grade",
            "rotated r");
    assertThat(table.select("tbody tr")).hasSize(3);
    for (Element row : table.select("tbody tr")) {
      assertThat(row.children()).hasSize(8).allMatch(cell -> cell.hasAttr("data-rank"));
      assertThat(row.select(".badge")).hasSize(3).allMatch(badge -> !badge.text().isEmpty());
      assertThat(row.expectFirst("th[scope=row] a").attr("href")).startsWith("#layer-");
    }
  }

  @Test
  void everyHeadOfAColumnIsExplained() throws IOException {
    Document page = Jsoup.parse(mnist());

    for (Element head : page.select("th.metric a")) {
      Element explanation = page.expectFirst(head.attr("href"));
      assertThat(explanation.text()).contains(head.text());
      assertThat(head.attr("title")).isEqualTo(explanation.expectFirst("dd").text());
    }
    assertThat(page.select("th.metric a")).hasSizeGreaterThan(12);
  }

  @Test
  void everyLinkWithinThePageLeadsSomewhereAndNoIdIsTwice() throws IOException {
    Document page = Jsoup.parse(mnist());
    List<String> ids = page.select("[id]").eachAttr("id");

    assertThat(ids)
        .doesNotHaveDuplicates()
        .containsAll(
            page.select("[href^=#]").eachAttr("href").stream()
                .map(link -> link.substring(1))
                .toList())
        .containsAll(page.select("[aria-labelledby]").eachAttr("aria-labelledby"));
  }

  @Test
  void fetchesNothing() throws IOException {
    Document page = Jsoup.parse(mnist());

    assertThat(page.select("[href]:not([href^=#])").eachAttr("href")).containsExactly("data:,");
    assertThat(page.select("[src], [srcset], [action], [data], [background], iframe, object"))
        .isEmpty();
    assertThat(page.select("style").first().data()).doesNotContain("url(", "@import");
    assertThat(policy(page)).startsWith("default-src 'none';");
  }

  @Test
  void allowsTheScriptsItHoldsAndNoOther() throws IOException, NoSuchAlgorithmException {
    Document page = Jsoup.parse(mnist());
    List<String> sources = new ArrayList<>();
    for (Element script : page.select("script:not([type])")) {
      byte[] digest =
          MessageDigest.getInstance("SHA-256")
              .digest(script.data().getBytes(StandardCharsets.UTF_8));
      sources.add("'sha256-" + Base64.getEncoder().encodeToString(digest) + "'");
    }

    assertThat(sources).isNotEmpty();
    assertThat(policy(page)).contains(" script-src " + String.join(" ", sources) + ";");
  }

  @Test
  void holdsTheResultItWasMadeFrom() throws IOException {
    byte[] compressed =
        Base64.getDecoder().decode(Jsoup.parse(mnist()).expectFirst("#original").data());

    try (InputStream original = new InflaterInputStream(new ByteArrayInputStream(compressed))) {
      assertThat(original.readAllBytes()).isEqualTo(Files.readAllBytes(Example.mnist()));
    }
  }

  @Test
  void saysWhichQuantizerTheNetworkComputesWith() throws IOException {
    ObjectNode document = Example.documented();
    Example.again(document, "quantizers").put("name", "ternary");

    assertThat(Jsoup.parse(render(document)).select(".quantizers dd").eachText())
        .containsExactly("in use Binary[]", "Binary[]");
  }

  @Test
  void noTextCanBecomeMarkup() throws IOException {
    ObjectNode document = (ObjectNode) new JsonMapper().readTree(Example.mnist().toFile());

    failed(document);
    Document hostile = Jsoup.parse(render(suffixed(document, HOSTILE)));
    Document harmless = Jsoup.parse(render(suffixed(document, " harmless")));

    assertThat(structure(hostile)).isEqualTo(structure(harmless));
    assertThat(hostile.select("h1").text()).contains("<img src=x onerror=alert(2)>", "${7*7} &lt;");
    assertThat(hostile.select("pre").text()).contains("</script></pre>");
    assertThat(hostile.select("[onmouseover], [onfocus], [onerror], [href^=javascript]")).isEmpty();
  }

  @Test
  void pluginsThatFailedAreNamedNearTheVerdictAndInTheirPlace() throws IOException {
    ObjectNode document = Example.documented();
    failed(document);
    Document page = Jsoup.parse(render(document));

    assertThat(page.expectFirst(".verdict .failed").text())
        .isEqualTo(
            "2 plugins failed: what they were to find is missing"
                + " quantizer mine on dense1: no luck probe spectrum: no luck either");
    assertThat(page.select(".fold:has(.failed-probe)").text())
        .isEqualTo("spectrum: What enters failed No numbers: probe spectrum: no luck either");
    assertThat(Jsoup.parse(render(Example.documented())).select(".failed, .failed-probe"))
        .isEmpty();
  }

  private static void failed(ObjectNode document) {
    document.withArray("probes").addObject().put("id", "spectrum").put("doc", "What enters");
    ArrayNode failures = document.putArray("failures");
    failures
        .addObject()
        .put("plugin", "quantizer")
        .put("name", "mine")
        .put("layer", "dense1")
        .put("reason", "no luck");
    failures
        .addObject()
        .put("plugin", "probe")
        .put("name", "spectrum")
        .put("reason", "no luck either");
  }

  @Test
  void whatWasNotEvaluatedIsNeverShownAsSound() throws IOException {
    ObjectNode document = Example.documented();
    for (JsonNode verdict : document.get("verdicts")) {
      ((ObjectNode) verdict).put("grade", "NOT_EVALUATED");
    }

    Document page = Jsoup.parse(render(document));

    page.select("table.claims").remove();
    assertThat(page.select(".badge").eachText()).isNotEmpty().containsOnly("not evaluated");
    assertThat(page.select(".sound")).isEmpty();
  }

  @Test
  void aResultWithNothingInItIsStillAPage() throws IOException {
    ObjectNode document = Example.documented();
    document.remove("dataset");
    for (String list :
        List.of(
            "quantizers",
            "probes",
            "layers",
            "findings",
            "distributions",
            "curves",
            "joints",
            "verdicts",
            "remedies",
            "advice")) {
      document.putArray(list);
    }

    Document page = Jsoup.parse(render(document));

    assertThat(page.select(".verdict").text())
        .contains("not evaluated", "The result holds no verdict on the network.");
    assertThat(page.select("table.claims td:nth-child(2)").eachText())
        .hasSize(13)
        .containsOnly("not tested");
    assertThat(page.select("table:not(.claims), figure")).isEmpty();
  }

  private String render(JsonNode document) throws IOException {
    return render(Example.write(folder, document.toString()));
  }

  private static String mnist() throws IOException {
    return render(Example.mnist());
  }

  private static String render(Path result) throws IOException {
    return new String(
        Page.of(ResultReader.read(result), Original.of(result)).render(), StandardCharsets.UTF_8);
  }

  private static String policy(Document page) {
    return page.expectFirst("meta[http-equiv=Content-Security-Policy]").attr("content");
  }

  /** Every element with the names of its attributes. */
  private static List<String> structure(Document page) {
    return page.getAllElements().stream()
        .map(
            element ->
                element.tagName()
                    + element.attributes().asList().stream().map(Attribute::getKey).toList())
        .toList();
  }

  /** Every text but the grades and the reserved layer, and every free key, with that suffix. */
  private static JsonNode suffixed(JsonNode node, String suffix) {
    if (node instanceof ObjectNode object) {
      ObjectNode copy = object.objectNode();
      for (Map.Entry<String, JsonNode> property : object.properties()) {
        String key = property.getKey();
        boolean free = key.equals("recipe") || key.equals("prepare");
        copy.set(
            free ? key + suffix : key,
            key.equals("grade") ? property.getValue() : suffixed(property.getValue(), suffix));
      }
      return copy;
    }
    if (node instanceof ArrayNode array) {
      ArrayNode copy = array.arrayNode();
      array.forEach(element -> copy.add(suffixed(element, suffix)));
      return copy;
    }
    return node.isTextual() && !node.textValue().equals(Result.NETWORK)
        ? new TextNode(node.textValue() + suffix)
        : node;
  }
}
