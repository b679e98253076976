package org.orthant.reports.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.orthant.reports.result.Example;
import org.orthant.reports.result.Grade;
import org.orthant.reports.result.Result;

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
    MetricTable table = tables("dot-product").get(0);

    assertThat(table.caption()).isEqualTo("Under each quantizer");
    assertThat(table.sections()).hasSize(1);
    List<MetricTable.Row> rows = table.sections().get(0).rows();
    assertThat(rows).extracting(MetricTable.Row::quantizer).containsExactly("binary", "ternary");
    assertThat(rows.get(0).cells())
        .containsExactly(new MetricTable.Cell("0.8300", false, "[0.8200, 0.8400]", "0.7900", ""));
    assertThat(table.columns()).extracting(MetricTable.Column::n).containsExactly("20");
    assertThat(rows.get(1).cells()).containsExactly(new MetricTable.Cell("", false, "", "", ""));
  }

  @Test
  void numbersOfDifferentNKeepTheirOwn() throws IOException {
    Example.again(document, "findings").put("quantizer", "ternary").put("n", 19);

    MetricTable table = tables("dot-product").get(0);

    assertThat(table.columns()).extracting(MetricTable.Column::n).containsExactly("");
    assertThat(table.sections().get(0).rows())
        .flatExtracting(MetricTable.Row::cells)
        .extracting(MetricTable.Cell::n)
        .containsExactly("20", "19");
  }

  @Test
  void showsTheVerdictOfItsProbeAlone() throws IOException {
    ObjectNode verdict = Example.first(document, "verdicts");
    verdict.put("probe", "dot-product").put("grade", "STRAINED");
    Example.again(document, "verdicts").put("probe", "angle").put("grade", "DEGRADED");

    MetricTable table = tables("dot-product").get(0);

    assertThat(table.judged()).isTrue();
    assertThat(table.sections().get(0).rows())
        .extracting(MetricTable.Row::grade)
        .containsExactly(Optional.of(Grade.STRAINED), Optional.empty());
  }

  @Test
  void aMetricOfTheLayerItselfStandsApart() throws IOException {
    Example.again(document, "findings").put("metric", "zero-fraction").remove("quantizer");

    List<MetricTable> tables = tables("dot-product");

    assertThat(tables)
        .extracting(MetricTable::caption)
        .containsExactly("Under each quantizer", "Whatever the quantizer");
    assertThat(tables.get(1).byQuantizer()).isFalse();
    assertThat(tables.get(1).columns())
        .extracting(column -> column.metric().metric())
        .containsExactly("zero-fraction");
    assertThat(tables.get(1).sections().get(0).rows()).hasSize(1);
  }

  @Test
  void showsAnUndefinedNumberAsSuch() throws IOException {
    Example.first(document, "findings").putNull("value");

    MetricTable.Cell cell =
        tables("dot-product").get(0).sections().get(0).rows().get(0).cells().get(0);

    assertThat(cell.value()).isEqualTo("undefined");
    assertThat(cell.undefined()).isTrue();
  }

  @Test
  void everyProbeHasTablesOfItsOwnAndTheNetworkARow() throws IOException {
    Example.again(document, "findings")
        .put("probe", "accuracy")
        .put("layer", "network")
        .put("metric", "accuracy")
        .remove("quantizer");

    MetricTable network = tables("accuracy").get(0);

    assertThat(network.byQuantizer()).isFalse();
    assertThat(network.sections())
        .extracting(MetricTable.Section::layer)
        .containsExactly("network");
    assertThat(network.sections().get(0).rows().get(0).cells()).hasSize(1);
    assertThat(tables("dot-product")).hasSize(1);
  }

  @Test
  void trialsStandApartWithWhatTheyChanged() throws IOException {
    Example.again(document, "findings").put("change", "weights:continuous").remove("quantizer");
    Example.again(document, "findings").put("change", "activations:identity").remove("quantizer");

    MetricTable trials = tables("dot-product").get(1);

    assertThat(trials.byChange()).isTrue();
    assertThat(trials.sections().get(0).rows())
        .extracting(MetricTable.Row::change)
        .containsExactly("weights:continuous", "activations:identity");
  }

  private List<MetricTable> tables(String probe) throws IOException {
    Result result = Example.read(folder, document);
    return ProbeNumbers.of(result).stream()
        .filter(numbers -> numbers.legend().probe().equals(probe))
        .findFirst()
        .orElseThrow()
        .tables();
  }
}
