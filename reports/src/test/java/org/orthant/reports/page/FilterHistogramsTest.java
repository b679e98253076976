package org.orthant.reports.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.orthant.reports.page.Panel.FigureGroup;
import org.orthant.reports.result.Example;

class FilterHistogramsTest {
  @TempDir Path folder;

  @Test
  void namesTheFiltersOfTheLowestRAndDrawsNoCurveOfThem() throws IOException {
    ObjectNode document = Example.documented();
    ObjectNode curve = Example.again(document, "curves");
    curve
        .put("probe", "dot-product")
        .put("quantizer", "binary")
        .put("metric", "filter-r")
        .remove("reference");
    JsonMapper mapper = new JsonMapper();
    curve.set("x", mapper.readTree("{\"label\": \"filter\", \"values\": [0, 2, 3]}"));
    curve.set("y", mapper.readTree("{\"label\": \"r\", \"values\": [0.9, -1, 1]}"));

    FigureGroup group =
        Panel.of(Example.read(folder, document)).get(0).groups().stream()
            .filter(each -> each.title().equals("r of each filter"))
            .findFirst()
            .orElseThrow();

    assertThat(group.reading())
        .isEqualTo(
            "The lowest, by the filter’s number from 0: binary 2 (-1.00), 0 (0.90), 3 (1.00).");
    assertThat(group.figures())
        .singleElement()
        .satisfies(
            figure -> {
              assertThat(figure.kind()).isEqualTo("distribution");
              assertThat(figure.caption()).startsWith("3 filters;");
            });
  }
}
