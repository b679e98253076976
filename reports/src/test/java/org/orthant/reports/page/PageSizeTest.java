package org.orthant.reports.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.orthant.reports.html.Original;
import org.orthant.reports.result.Example;
import org.orthant.reports.result.ResultReader;

/** A page may be sent by mail, so it has a limit, whatever ECharts takes of it. */
class PageSizeTest {
  private static final int LIMIT = 2_500_000;
  private static final List<String> QUANTIZERS = List.of("binary", "xnor", "ternary", "rotated");
  private static final int NUMBERS_OF_A_QUANTIZER = 38;
  private static final int BINS = 100;

  @TempDir Path folder;
  private final Random random = new Random(1705);

  @Test
  void nineLayersUnderFourQuantizersStayBelowTheLimit() throws IOException {
    ObjectNode document = Example.documented();
    for (String list :
        List.of("quantizers", "layers", "findings", "distributions", "curves", "joints")) {
      document.putArray(list);
    }
    ArrayNode verdicts = document.putArray("verdicts");
    for (String quantizer : QUANTIZERS) {
      document
          .withArray("quantizers")
          .addObject()
          .put("name", quantizer)
          .put("plugin", quantizer)
          .put("description", quantizer);
    }
    for (int layer = 1; layer <= 9; layer++) {
      String name = "conv" + layer;
      document
          .withArray("layers")
          .addObject()
          .put("name", name)
          .put("kind", "convolution")
          .put("dimension", 1152)
          .put("filters", 128);
      distribution(document, "weights", null, name);
      curve(document, "variance-explained", null, name);
      for (String quantizer : QUANTIZERS) {
        distribution(document, "angle", quantizer, name);
        curve(document, "loss-share", quantizer, name);
        joint(document, "dot-product", quantizer, name);
        joint(document, "activation-dot-product", quantizer, name);
        for (int i = 0; i < NUMBERS_OF_A_QUANTIZER; i++) {
          finding(document, "metric-" + i, quantizer, name);
        }
        for (int i = 0; i < 5; i++) {
          verdicts
              .addObject()
              .put("probe", "probe-" + i)
              .put("quantizer", quantizer)
              .put("layer", name)
              .put("grade", "STRAINED")
              .put(
                  "reason",
                  "a reason of which the numbers are " + random.nextLong() + ". ".repeat(90));
        }
      }
    }

    byte[] page = render(document);

    assertThat(page.length).isBetween(LIMIT / 2, LIMIT);
  }

  private byte[] render(ObjectNode document) throws IOException {
    Path file = Example.write(folder, document.toString());
    return Page.of(
            ResultReader.read(file),
            Original.of(document.toString().getBytes(StandardCharsets.UTF_8)))
        .render();
  }

  private ObjectNode entry(
      ObjectNode document, String list, String probe, String quantizer, String layer) {
    ObjectNode entry = document.withArray(list).addObject().put("probe", probe).put("layer", layer);
    if (quantizer != null) {
      entry.put("quantizer", quantizer);
    }
    return entry;
  }

  private void finding(ObjectNode document, String metric, String quantizer, String layer) {
    entry(document, "findings", "dot-product", quantizer, layer)
        .put("metric", metric)
        .put("value", random.nextDouble())
        .put("expected", random.nextDouble())
        .put("low", random.nextDouble())
        .put("high", random.nextDouble())
        .put("n", 20);
  }

  private void distribution(ObjectNode document, String probe, String quantizer, String layer) {
    ObjectNode entry = entry(document, "distributions", probe, quantizer, layer);
    entry.put("metric", "degrees").put("outside", 0);
    entry.putObject("axis").put("low", 20).put("high", 60).put("bins", 80);
    ArrayNode counts = entry.putArray("counts");
    ArrayNode reference = entry.putArray("reference");
    for (int bin = 0; bin < 80; bin++) {
      counts.add(random.nextInt(20));
      reference.add(random.nextDouble() / 80);
    }
  }

  private void curve(ObjectNode document, String metric, String quantizer, String layer) {
    ObjectNode entry = entry(document, "curves", "spectrum", quantizer, layer);
    entry.put("metric", metric);
    ObjectNode x = entry.putObject("x").put("label", "principal components");
    ObjectNode y = entry.putObject("y").put("label", "fraction of the variance");
    for (int i = 1; i <= 127; i++) {
      x.withArray("values").add(i);
      y.withArray("values").add(random.nextDouble());
      entry.withArray("reference").add(random.nextDouble());
    }
  }

  /** A ridge like that of products with r = 0.95: some 1,300 cells are not empty. */
  private void joint(ObjectNode document, String probe, String quantizer, String layer) {
    ObjectNode entry = entry(document, "joints", probe, quantizer, layer);
    entry.put("metric", "dot-products");
    for (String axis : List.of("x", "y")) {
      entry.putObject(axis).put("label", axis).put("low", -100).put("high", 100).put("bins", BINS);
    }
    ArrayNode counts = entry.putArray("counts");
    for (int row = 0; row < BINS; row++) {
      ArrayNode cells = counts.addArray();
      for (int column = 0; column < BINS; column++) {
        double x = (column - BINS / 2.0) / 8;
        double y = (row - BINS / 2.0) / 8;
        double height = -(x * x - 1.9 * x * y + y * y) / (2 * (1 - 0.95 * 0.95));
        cells.add((long) (42_000 * Math.exp(height) * (0.9 + 0.2 * random.nextDouble())));
      }
    }
  }
}
