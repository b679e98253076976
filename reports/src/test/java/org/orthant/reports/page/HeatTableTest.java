package org.orthant.reports.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.orthant.reports.result.Example;

class HeatTableTest {
  @TempDir Path folder;
  private ObjectNode document;

  @BeforeEach
  void twoQuantizers() throws IOException {
    document = Example.documented();
    document.putArray("findings");
    Example.again(document, "quantizers").put("name", "ternary");
  }

  @Test
  void onlyWhatWasMeasuredHasATable() throws IOException {
    found("dot-product", "pearson-r", 0.88).put("quantizer", "binary");
    found("angle", "mean-degrees", 39).put("quantizer", "ternary").put("expected", 36.5);

    assertThat(tables())
        .extracting(HeatTable::measure)
        .containsExactly(HeatTable.Measure.CORRELATION, HeatTable.Measure.ANGLE);
    assertThat(tables().get(0).rows().get(0).cells())
        .extracting(HeatTable.Cell::value, HeatTable.Cell::colour)
        .containsExactly(tuple("0.8800", "3"), tuple("", "none"));
    assertThat(tables().get(1).rows().get(0).cells())
        .extracting(HeatTable.Cell::value, HeatTable.Cell::colour)
        .containsExactly(tuple("", "none"), tuple("+2.50°", "2"));
  }

  @Test
  void aLossOfAccuracyIsColouredAndAGainIsNot() throws IOException {
    found("ablation", "accuracy-change", -0.03).put("change", "weights:binary");
    found("ablation", "accuracy-change", 0.03).put("change", "weights:ternary");

    assertThat(tables().get(0).rows().get(0).cells())
        .extracting(HeatTable.Cell::value, HeatTable.Cell::colour)
        .containsExactly(tuple("−3.0", "3"), tuple("+3.0", "0"));
  }

  @Test
  void oneQuantizerIsNotCompared() throws IOException {
    found("dot-product", "pearson-r", 0.88).put("quantizer", "binary");
    document.withArray("quantizers").remove(1);

    assertThat(tables()).isEmpty();
  }

  private List<HeatTable> tables() throws IOException {
    return HeatTable.of(Example.read(folder, document));
  }

  private ObjectNode found(String probe, String metric, double value) {
    return document
        .withArray("findings")
        .addObject()
        .put("probe", probe)
        .put("layer", "dense1")
        .put("metric", metric)
        .put("value", value);
  }
}
