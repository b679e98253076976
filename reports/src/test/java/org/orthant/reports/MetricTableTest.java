package org.orthant.reports;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MetricTableTest {
  @TempDir Path folder;
  private ObjectNode document;

  @BeforeEach
  void twoQuantizers() throws IOException {
    document = Example.documented();
    Example.again(document, "quantizers").put("name", "ternary");
  }

  @Test
  void hasARowForEveryQuantizerAndShowsWhatIsMissing() throws IOException {
    MetricTable table = layers();

    assertThat(table.sections()).hasSize(1);
    List<MetricTable.Row> rows = table.sections().get(0).rows();
    assertThat(rows).extracting(MetricTable.Row::quantizer).containsExactly("binary", "ternary");
    assertThat(rows.get(0).cells())
        .containsExactly(
            new MetricTable.Cell("0.8300", false, "[0.8200, 0.8400]", "0.7900", "20", 1));
    assertThat(rows.get(1).cells()).containsExactly(new MetricTable.Cell("", false, "", "", "", 1));
  }

  @Test
  void aMetricOfTheLayerItselfSpansItsQuantizers() throws IOException {
    Example.again(document, "findings").put("probe", "weights").remove("quantizer");

    List<MetricTable.Row> rows = layers().sections().get(0).rows();

    assertThat(rows.get(0).cells()).extracting(MetricTable.Cell::rows).containsExactly(1, 2);
    assertThat(rows.get(1).cells()).extracting(MetricTable.Cell::rows).containsExactly(1);
  }

  @Test
  void aMetricWithAndWithoutQuantizerGetsARowOfItsOwn() throws IOException {
    Example.again(document, "findings").put("value", 0.5).remove("quantizer");

    List<MetricTable.Row> rows = layers().sections().get(0).rows();

    assertThat(rows)
        .extracting(MetricTable.Row::quantizer)
        .containsExactly("binary", "ternary", "");
    assertThat(rows.get(2).cells().get(0).value()).isEqualTo("0.5000");
  }

  @Test
  void showsAnUndefinedNumberAsSuch() throws IOException {
    Example.first(document, "findings").putNull("value");

    MetricTable.Cell cell = layers().sections().get(0).rows().get(0).cells().get(0);

    assertThat(cell.value()).isEqualTo("undefined");
    assertThat(cell.undefined()).isTrue();
  }

  @Test
  void whatConcernsTheNetworkStandsApart() throws IOException {
    Example.again(document, "findings")
        .put("probe", "accuracy")
        .put("layer", "network")
        .put("metric", "accuracy")
        .remove("quantizer");
    Result result = Example.read(folder, document);

    MetricTable network = MetricTable.network(result, Legend.of(result)).orElseThrow();

    assertThat(network.byQuantizer()).isFalse();
    assertThat(network.sections())
        .extracting(MetricTable.Section::layer)
        .containsExactly("network");
    assertThat(network.sections().get(0).rows().get(0).cells()).hasSize(1);
    assertThat(layers().columns()).extracting(Legend.Group::probe).containsExactly("dot-product");
  }

  @Test
  void trialsStandApartWithWhatTheyChanged() throws IOException {
    Example.again(document, "findings").put("change", "weights:continuous").remove("quantizer");
    Example.again(document, "findings").put("change", "activations:identity").remove("quantizer");
    Result result = Example.read(folder, document);

    MetricTable trials = MetricTable.trials(result, Legend.of(result)).orElseThrow();

    assertThat(trials.sections().get(0).rows())
        .extracting(MetricTable.Row::change)
        .containsExactly("weights:continuous", "activations:identity");
    assertThat(layers().sections().get(0).rows()).hasSize(2);
  }

  @Test
  void thereIsNoTableWithoutRows() throws IOException {
    Result result = Example.read(folder, document);

    assertThat(MetricTable.network(result, Legend.of(result))).isEqualTo(Optional.empty());
    assertThat(MetricTable.trials(result, Legend.of(result))).isEqualTo(Optional.empty());
  }

  private MetricTable layers() throws IOException {
    Result result = Example.read(folder, document);
    return MetricTable.layers(result, Legend.of(result)).orElseThrow();
  }
}
