package org.orthant.framework.sweep;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.orthant.framework.config.Sweep;
import org.orthant.framework.config.SweepAxis;
import org.orthant.framework.digest.Sha256;
import org.orthant.framework.failure.Failure;
import org.orthant.framework.failure.PluginCall;
import org.orthant.framework.result.JsonNumbers;
import org.orthant.framework.result.Version;

/** The sweep as JSON; docs/result-format.md describes it. Nothing in it depends on times. */
final class SweepJson {
  private static final int SCHEMA = 1;

  private final ObjectMapper mapper = JsonNumbers.mapper();
  private final ObjectNode root = mapper.createObjectNode();

  SweepJson(Sweep sweep, List<PartEnding> parts, SweepTable table) {
    root.put("schema", SCHEMA);
    root.put("kind", "sweep");
    root.put("name", sweep.name());
    ArrayNode axes = root.putArray("axes");
    sweep.axes().forEach(axis -> axes.add(axis(axis)));
    texts(root, "layers", table.layers());
    texts(root, "quantizers", table.quantizers());
    ArrayNode list = root.putArray("parts");
    parts.forEach(part -> list.add(part(part)));
    ArrayNode findings = root.putArray("findings");
    table.rows().forEach(row -> findings.add(finding(row)));
    root.putObject("provenance")
        .put("orthant", Version.current())
        .put("config", sweep.yaml())
        .put("config-sha256", Sha256.of(sweep.yaml()));
  }

  /** Writes UTF-8, indented. */
  void write(Path file) throws IOException {
    try (JsonGenerator generator =
        mapper
            .createGenerator(Files.newBufferedWriter(file))
            .setPrettyPrinter(
                new DefaultPrettyPrinter().withObjectIndenter(new DefaultIndenter("  ", "\n")))) {
      mapper.writeTree(generator, root);
    }
  }

  private ObjectNode axis(SweepAxis axis) {
    ObjectNode node = mapper.createObjectNode().put("path", axis.path()).put("label", axis.label());
    texts(node, "values", axis.values());
    return node.put("replicates", axis.isReplicates());
  }

  private ObjectNode part(PartEnding ending) {
    ObjectNode node = mapper.createObjectNode().put("name", ending.part().name());
    texts(node, "values", ending.part().values());
    node.put("config-sha256", Sha256.of(ending.part().spec().yaml()));
    ending
        .verdict()
        .ifPresent(
            verdict ->
                node.putObject("verdict")
                    .put("grade", verdict.grade())
                    .put("reason", verdict.reason()));
    if (!ending.advice().isEmpty()) {
      ArrayNode advice = node.putArray("advice");
      ending.advice().forEach(advised -> advice.add(advised(advised)));
    }
    if (!ending.failures().isEmpty()) {
      texts(node, "failures", ending.failures().stream().map(Failure::toString).toList());
    }
    ending.error().ifPresent(error -> node.put("error", PluginCall.inWords(error)));
    return node;
  }

  private ObjectNode advised(PartResult.Advised advised) {
    ObjectNode node = mapper.createObjectNode().put("goal", advised.goal());
    ArrayNode layers = node.putArray("layers");
    for (PartResult.Choice choice : advised.layers()) {
      layers.addObject().put("layer", choice.layer()).put("change", choice.change());
    }
    return node;
  }

  private ObjectNode finding(SweepTable.Row row) {
    ObjectNode node = mapper.createObjectNode();
    texts(node, "at", row.at());
    node.put("probe", row.measure().probe());
    row.measure().quantizer().ifPresent(quantizer -> node.put("quantizer", quantizer));
    node.put("layer", row.measure().layer());
    row.measure().change().ifPresent(change -> node.put("change", change));
    node.put("metric", row.measure().metric());
    Replicates values = row.values();
    double mean = values.mean();
    number(node, "mean", mean);
    row.expected().ifPresent(expected -> number(node, "expected", expected));
    values
        .reach()
        .ifPresent(
            reach -> {
              number(node, "low", mean - reach);
              number(node, "high", mean + reach);
            });
    node.put("n", values.n());
    ArrayNode single = node.putArray("values");
    values
        .values()
        .forEach(
            value -> {
              if (Double.isFinite(value)) {
                single.add(value);
              } else {
                single.addNull();
              }
            });
    return node;
  }

  private static void texts(ObjectNode node, String key, Iterable<String> texts) {
    ArrayNode array = node.putArray(key);
    texts.forEach(array::add);
  }

  private static void number(ObjectNode node, String key, double value) {
    if (Double.isFinite(value)) {
      node.put(key, value);
    } else {
      node.putNull(key);
    }
  }
}
