package org.orthant.reports.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.orthant.reports.glance.Glance;
import org.orthant.reports.result.Example;
import org.orthant.reports.result.Result;
import org.orthant.reports.result.ResultReader;
import org.orthant.reports.words.Columns;

class RunSummaryTest {
  @TempDir Path folder;
  private ObjectNode document;

  @BeforeEach
  void eightLayers() throws IOException {
    document = Example.documented();
    document.putArray("findings");
    document.putArray("layers");
    document.putArray("verdicts");
    for (int i = 1; i <= 8; i++) {
      ObjectNode layer =
          document
              .withArray("layers")
              .addObject()
              .put("name", "conv" + i)
              .put("kind", "convolution");
      layer.put("dimension", 27).put("filters", 8).put("weights", "binary");
      layer.put("inputs", "continuous").putArray("after");
    }
  }

  @Test
  void theWorstLayerComesFirstWithItsGradeAndWhatQuantizationCostsInIt() throws IOException {
    number("network", "accuracy").put("value", 0.79).put("low", 0.75).put("high", 0.83);
    trial("all", "accuracy", 0.812);
    trial("all", "accuracy-change", 0.022).put("low", 0.01).put("high", 0.034);
    for (int i = 1; i <= 8; i++) {
      trial("conv" + i, "accuracy-change", i / 100.0).put("low", 0.001).put("high", 0.2);
    }
    document
        .withArray("verdicts")
        .addObject()
        .put("layer", "conv8")
        .put("quantizer", "binary")
        .put("probe", "angle")
        .put("grade", "STRAINED")
        .put("reason", "because");

    assertThat(lines())
        .containsSubsequence(
            "Accuracy      Full precision  81.2 %                    +2.2 points [+1.0, +3.4]",
            "              As used         79.0 %  [75.0 %, 83.0 %]",
            "Worst first   layer  quantizer  grade          accuracy, points",
            "              conv8  binary     strained       −8.0 [−20.0, −0.1]",
            "              conv7  binary     not evaluated  −7.0 [−20.0, −0.1]",
            "              conv3  binary     not evaluated  −3.0 [−20.0, −0.1]",
            "              and 2 more")
        .noneMatch(line -> line.contains("conv2  "));
  }

  @Test
  void itSaysWhatThePageSays() throws IOException {
    Result result = ResultReader.read(Example.mnist());

    String text = String.join(" ", RunSummary.lines(result)).replaceAll(" +", " ");

    assertThat(Glance.of(result).sentences()).isNotEmpty();
    Glance.of(result).sentences().forEach(sentence -> assertThat(text).contains(sentence.text()));
  }

  @Test
  void noNameReachesTheTerminalAsAControlOrMakesALineLong() throws IOException {
    ((ObjectNode) document.get("layers").get(0)).put("name", "\u001b[31m" + "x".repeat(200));
    trial("\u001b[31m" + "x".repeat(200), "accuracy-change", 0.5).put("low", 0.4).put("high", 0.6);

    assertThat(lines().subList(0, 2))
        .allMatch(line -> line.codePointCount(0, line.length()) <= Columns.WIDTH);
    assertThat(lines()).noneMatch(line -> line.contains("\u001b"));
  }

  @Test
  void aRunThatMeasuredNothingOfTheKindHasNoLines() throws IOException {
    document.putArray("layers");

    assertThat(lines()).isEmpty();
  }

  private List<String> lines() throws IOException {
    return RunSummary.lines(Example.read(folder, document)).stream()
        .map(line -> line.replace('\u202f', ' '))
        .toList();
  }

  private ObjectNode trial(String layer, String metric, double value) {
    return number(layer, metric).put("change", "weights:continuous").put("value", value);
  }

  private ObjectNode number(String layer, String metric) {
    return document
        .withArray("findings")
        .addObject()
        .put("probe", "ablation")
        .put("layer", layer)
        .put("metric", metric);
  }
}
