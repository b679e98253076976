package org.orthant.reports;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OverviewTest {
  @TempDir Path folder;
  private ObjectNode document;

  @BeforeEach
  void fourLayersAndTwoQuantizersWithoutVerdicts() throws IOException {
    document = Example.documented();
    for (String layer : new String[] {"dense2", "dense3", "dense4"}) {
      Example.again(document, "layers").put("name", layer);
    }
    Example.again(document, "quantizers").put("name", "ternary");
    document.putArray("verdicts");
  }

  @Test
  void namesTheWorstLayerFirstWithTheQuantizersItDoesNotBear() throws IOException {
    verdict("dense1", "STRAINED");
    verdict("dense2", "DEGRADED");
    verdict("dense3", "SOUND");
    verdict("dense4", "DEGRADED");
    verdict("dense1", "binary", "angle", "STRAINED");
    verdict("dense2", "binary", "angle", "DEGRADED");
    verdict("dense4", "binary", "angle", "DEGRADED");
    verdict("dense4", "binary", "dot-product", "SOUND");
    verdict("dense4", "ternary", "angle", "DEGRADED");

    Overview overview = overview();

    assertThat(overview.troubled())
        .extracting(Overview.Troubled::layer)
        .containsExactly("dense4", "dense2", "dense1");
    assertThat(overview.troubled().get(0).quantizers()).containsExactly("binary", "ternary");
    assertThat(overview.troubled().get(1).quantizers()).containsExactly("binary");
    assertThat(overview.troubled().get(0).anchor()).isEqualTo("layer-4");
  }

  @Test
  void gradesEveryQuantizerInEveryLayerAndWithoutAVerdictNotAtAll() throws IOException {
    verdict("dense1", "binary", "angle", "SOUND");
    verdict("dense2", "binary", "angle", "NOT_EVALUATED");
    verdict("dense3", "ternary", "angle", "DEGRADED");

    Overview.Matrix matrix = overview().matrix();

    assertThat(matrix.rows())
        .containsExactly(
            new Overview.Row(
                "binary",
                java.util.List.of(
                    Grade.SOUND, Grade.NOT_EVALUATED, Grade.NOT_EVALUATED, Grade.NOT_EVALUATED)),
            new Overview.Row(
                "ternary",
                java.util.List.of(
                    Grade.NOT_EVALUATED,
                    Grade.NOT_EVALUATED,
                    Grade.DEGRADED,
                    Grade.NOT_EVALUATED)));
  }

  @Test
  void isNotEvaluatedWithoutAVerdictOnTheNetwork() throws IOException {
    verdict("network", "binary", "angle", "SOUND");

    assertThat(overview().grade()).isEqualTo(Grade.NOT_EVALUATED);
  }

  private Overview overview() throws IOException {
    return Overview.of(Example.read(folder, document));
  }

  private ObjectNode verdict(String layer, String grade) {
    return ((ArrayNode) document.get("verdicts"))
        .addObject()
        .put("layer", layer)
        .put("grade", grade)
        .put("reason", "because");
  }

  private void verdict(String layer, String quantizer, String probe, String grade) {
    verdict(layer, grade).put("quantizer", quantizer).put("probe", probe);
  }
}
