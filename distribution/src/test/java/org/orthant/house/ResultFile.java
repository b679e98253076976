package org.orthant.house;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.StreamSupport;

/** A result.json. */
record ResultFile(ObjectNode root) {

  static ResultFile read(Path file) throws IOException {
    return new ResultFile((ObjectNode) new ObjectMapper().readTree(file.toFile()));
  }

  /** Everything but times and the machine. */
  ObjectNode findings() {
    return root.deepCopy().without("provenance");
  }

  JsonNode finding(String probe, String layer, String metric) {
    return StreamSupport.stream(root.path("findings").spliterator(), false)
        .filter(finding -> finding.path("probe").asText().equals(probe))
        .filter(finding -> finding.path("layer").asText().equals(layer))
        .filter(finding -> finding.path("metric").asText().equals(metric))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no " + probe + " " + layer + " " + metric));
  }

  double value(String probe, String quantizer, String layer, String metric) {
    return StreamSupport.stream(root.path("findings").spliterator(), false)
        .filter(finding -> finding.path("probe").asText().equals(probe))
        .filter(finding -> finding.path("quantizer").asText().equals(quantizer))
        .filter(finding -> finding.path("layer").asText().equals(layer))
        .filter(finding -> finding.path("metric").asText().equals(metric))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no " + probe + " " + layer + " " + metric))
        .path("value")
        .asDouble();
  }

  double value(String probe, String layer, String metric) {
    return finding(probe, layer, metric).path("value").asDouble();
  }
}
