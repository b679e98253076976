package org.orthant.reports;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.OptionalDouble;
import org.orthant.reports.result.Result;
import org.orthant.reports.result.Result.Layer;
import org.orthant.reports.result.Result.Scalar;
import org.orthant.reports.result.Result.Verdict;

/**
 * The layers, findings and verdicts of a result under the keys they have there, without the bins of
 * the charts: what a script reads.
 */
final class FindingsJson {
  private static final JsonMapper MAPPER = new JsonMapper();

  private FindingsJson() {}

  /** Indented UTF-8. */
  static byte[] of(Result result) {
    ObjectNode root = MAPPER.createObjectNode().put("name", result.name());
    ArrayNode layers = root.putArray("layers");
    result.layers().forEach(layer -> write(layer, layers.addObject()));
    ArrayNode findings = root.putArray("findings");
    result.findings().forEach(finding -> write(finding, findings.addObject()));
    ArrayNode verdicts = root.putArray("verdicts");
    result.verdicts().forEach(verdict -> write(verdict, verdicts.addObject()));
    try {
      return MAPPER
          .writer(new DefaultPrettyPrinter().withObjectIndenter(new DefaultIndenter("  ", "\n")))
          .writeValueAsBytes(root);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of numbers and strings can be written", e);
    }
  }

  private static void write(Layer layer, ObjectNode node) {
    node.put("name", layer.name())
        .put("kind", layer.kind())
        .put("dimension", layer.dimension())
        .put("filters", layer.filters());
    layer
        .place()
        .ifPresent(
            place -> {
              node.put("weights", place.weights()).put("inputs", place.inputs());
              place.after().forEach(node.putArray("after")::add);
            });
  }

  private static void write(Scalar finding, ObjectNode node) {
    node.put("probe", finding.subject().probe());
    finding.subject().quantizer().ifPresent(quantizer -> node.put("quantizer", quantizer));
    node.put("layer", finding.subject().layer());
    finding.subject().change().ifPresent(change -> node.put("change", change));
    node.put("metric", finding.subject().metric());
    number(node, "value", finding.value());
    number(node, "expected", finding.expected());
    number(node, "low", finding.low());
    number(node, "high", finding.high());
    finding.n().ifPresent(n -> node.put("n", n));
  }

  private static void write(Verdict verdict, ObjectNode node) {
    verdict.probe().ifPresent(probe -> node.put("probe", probe));
    verdict.quantizer().ifPresent(quantizer -> node.put("quantizer", quantizer));
    node.put("layer", verdict.layer());
    node.put("grade", verdict.grade().name());
    node.put("reason", verdict.reason());
    if (verdict.open()) {
      node.put("open", true);
    }
  }

  private static void number(ObjectNode node, String key, OptionalDouble value) {
    value.ifPresent(present -> number(node, key, present));
  }

  private static void number(ObjectNode node, String key, double value) {
    if (Double.isFinite(value)) {
      node.put(key, value);
    } else {
      node.putNull(key);
    }
  }
}
