package org.orthant.reports.page;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.orthant.reports.Format;
import org.orthant.reports.result.Example;
import org.orthant.reports.result.ResultReader;
import org.orthant.reports.result.UnusableInputException;

/** Numbers at the ends of what a double holds, where sums and products leave it. */
class ExtremeNumbersTest {
  private static final Set<String> FREE =
      Set.of("value", "expected", "low", "high", "reference", "values", "durations-seconds");

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(doubles = {Double.MAX_VALUE, -Double.MAX_VALUE, 1e308, Double.MIN_VALUE})
  void everyFormatIsRenderedAndItsChartsHoldNumbers(double extreme) throws IOException {
    ObjectNode result = Example.documented();
    Example.again(result, "findings").put("metric", "slope");
    ((ArrayNode) result.get("findings")).forEach(finding -> set(finding, extreme));
    for (String list : new String[] {"distributions", "curves"}) {
      result.get(list).forEach(figure -> set(figure, extreme));
    }
    set(result.get("provenance"), extreme);
    Path file = Example.write(folder, result.toString());
    for (Format format : Format.values()) {
      assertThat(format.render(file).content()).as(format.name()).isNotEmpty();
    }
    Document page = Jsoup.parse(new String(Format.HTML.render(file).content(), UTF_8));
    for (Element data : page.select("script[type=application/json]")) {
      assertThat(data.data()).doesNotContain("Infinity", "NaN");
    }
  }

  @Test
  void countsWhoseSumNoNumberHoldsAreRefused() throws IOException {
    ObjectNode result = Example.documented();
    ((ArrayNode) result.get("distributions").get(0).get("counts")).set(0, Long.MAX_VALUE);
    Path file = Example.write(folder, result.toString());
    assertThatThrownBy(() -> ResultReader.read(file))
        .isInstanceOf(UnusableInputException.class)
        .hasMessageContaining(
            "distributions[0].counts: expected less than 4611686018427387904 together");
    assertThat(Files.size(file)).isPositive();
  }

  /** Sets every number below that may be any; those of axes have bounds of their own. */
  private static void set(JsonNode node, double extreme) {
    for (Map.Entry<String, JsonNode> field : node.properties()) {
      JsonNode value = field.getValue();
      if (!FREE.contains(field.getKey())) {
        if (Set.of("x", "y").contains(field.getKey())) {
          set(value, extreme);
        }
      } else if (value instanceof ArrayNode list) {
        for (int i = 0; i < list.size(); i++) {
          list.set(i, extreme);
        }
      } else if (value instanceof ObjectNode durations) {
        durations.fieldNames().forEachRemaining(name -> durations.put(name, extreme));
      } else {
        ((ObjectNode) node).put(field.getKey(), extreme);
      }
    }
  }
}
