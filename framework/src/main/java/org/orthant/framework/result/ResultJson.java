package org.orthant.framework.result;

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
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Function;
import org.orthant.api.finding.Advice;
import org.orthant.api.finding.Finding;
import org.orthant.api.finding.Remedy;
import org.orthant.api.finding.Subject;
import org.orthant.api.finding.Verdict;
import org.orthant.api.model.LayerShape;
import org.orthant.api.statistics.Axis;
import org.orthant.framework.catalog.jar.PluginJar;
import org.orthant.framework.digest.Sha256;
import org.orthant.framework.failure.Failure;
import org.orthant.framework.gate.GateCheck;

/** The result as JSON; docs/result-format.md describes it. */
public final class ResultJson {
  private static final int SCHEMA = 1;

  private final ObjectMapper mapper = JsonNumbers.mapper();
  private final ObjectNode root = mapper.createObjectNode();

  public ResultJson(Result result) {
    root.put("schema", SCHEMA);
    root.put("name", result.name());
    root.put("network", result.network());
    result.dataset().ifPresent(dataset -> root.put("dataset", dataset));
    list("quantizers", result.quantizers(), this::quantizer);
    list("probes", result.probes(), this::probe);
    list("layers", result.layers(), layer -> layer(layer, result.places()));
    ArrayNode findings = root.putArray("findings");
    ArrayNode distributions = root.putArray("distributions");
    ArrayNode curves = root.putArray("curves");
    ArrayNode joints = root.putArray("joints");
    ArrayNode filters = mapper.createArrayNode();
    ArrayNode verdicts = root.putArray("verdicts");
    ArrayNode remedies = root.putArray("remedies");
    for (ProbeConclusion probe : result.probes()) {
      for (Finding finding : probe.conclusion().findings()) {
        if (finding instanceof Finding.Scalar scalar) {
          findings.add(scalar(probe.id(), scalar));
        } else if (finding instanceof Finding.Distribution distribution) {
          distributions.add(distribution(probe.id(), distribution));
        } else if (finding instanceof Finding.Curve curve) {
          curves.add(curve(probe.id(), curve));
        } else if (finding instanceof Finding.Joint joint) {
          joints.add(joint(probe.id(), joint));
        } else if (finding instanceof Finding.Filters drawn) {
          filters.add(filters(probe.id(), drawn));
        }
      }
      for (Verdict verdict : probe.conclusion().verdicts()) {
        ObjectNode node = mapper.createObjectNode().put("probe", probe.id());
        verdicts.add(verdict(node, verdict));
      }
    }
    for (ProbeConclusion probe : result.probes()) {
      for (Remedy remedy : probe.conclusion().remedies()) {
        remedies.add(remedy(probe.id(), remedy));
      }
    }
    List<AdviceEntry> advice = AdviceEntry.all(result.probes());
    if (!advice.isEmpty()) {
      list("advice", advice, this::advice);
    }
    if (!filters.isEmpty()) {
      root.set("filters", filters);
    }
    for (Verdict verdict : result.overall()) {
      verdicts.add(verdict(mapper.createObjectNode(), verdict));
    }
    if (!result.cautions().isEmpty()) {
      list("cautions", result.cautions(), this::caution);
    }
    if (!result.gate().isEmpty()) {
      list("gate", result.gate(), this::gateCheck);
    }
    if (!result.failures().isEmpty()) {
      list("failures", result.failures(), this::failure);
    }
    root.set("provenance", provenance(result.provenance()));
  }

  /** Writes UTF-8, indented. */
  public void write(Path file) throws IOException {
    try (JsonGenerator generator =
        mapper
            .createGenerator(Files.newBufferedWriter(file))
            .setPrettyPrinter(
                new DefaultPrettyPrinter().withObjectIndenter(new DefaultIndenter("  ", "\n")))) {
      mapper.writeTree(generator, root);
    }
  }

  private <T> void list(String key, List<T> values, Function<T, ObjectNode> node) {
    ArrayNode array = root.putArray(key);
    values.forEach(value -> array.add(node.apply(value)));
  }

  private ObjectNode quantizer(QuantizerEntry quantizer) {
    ObjectNode node =
        mapper
            .createObjectNode()
            .put("name", quantizer.name())
            .put("plugin", quantizer.plugin())
            .put("description", quantizer.description());
    return quantizer.focus() ? node.put("focus", true) : node;
  }

  private ObjectNode probe(ProbeConclusion probe) {
    return mapper.createObjectNode().put("id", probe.id()).put("doc", probe.doc());
  }

  private ObjectNode layer(LayerShape layer, Map<String, LayerPlace> places) {
    ObjectNode node =
        mapper
            .createObjectNode()
            .put("name", layer.name())
            .put("kind", layer.kind().name().toLowerCase(Locale.ROOT))
            .put("dimension", layer.dimension())
            .put("filters", layer.filters());
    LayerPlace place = places.get(layer.name());
    if (place != null) {
      node.put("weights", place.weights()).put("inputs", place.inputs());
      place.after().forEach(node.putArray("after")::add);
    }
    return node;
  }

  private ObjectNode remedy(String probe, Remedy remedy) {
    ObjectNode node = subject(probe, remedy.subject());
    remedy.alternative().ifPresent(alternative -> node.put("alternative", alternative));
    return node.put("text", remedy.text());
  }

  private ObjectNode advice(AdviceEntry entry) {
    Advice advice = entry.advice();
    ObjectNode node =
        mapper
            .createObjectNode()
            .put("probe", entry.probe())
            .put("name", advice.name())
            .put("goal", advice.goal())
            .put("text", advice.text());
    ArrayNode layers = node.putArray("layers");
    for (Advice.Choice choice : advice.choices()) {
      ObjectNode layer =
          layers.addObject().put("layer", choice.layer()).put("change", choice.change().label());
      if (!Double.isNaN(choice.bits())) {
        layer.put("bits-per-weight", choice.bits());
      }
    }
    return node;
  }

  private ObjectNode caution(Caution caution) {
    ObjectNode node = mapper.createObjectNode().put("text", caution.text());
    caution.probes().forEach(node.putArray("probes")::add);
    return node;
  }

  private ObjectNode gateCheck(GateCheck check) {
    return mapper
        .createObjectNode()
        .put("rule", check.rule())
        .put("layer", check.layer())
        .put("outcome", check.outcome().name())
        .put("reason", check.reason());
  }

  private ObjectNode failure(Failure failure) {
    ObjectNode node =
        mapper
            .createObjectNode()
            .put("plugin", failure.plugin().toString())
            .put("name", failure.name());
    failure.layer().ifPresent(layer -> node.put("layer", layer));
    return node.put("reason", failure.reason());
  }

  private ObjectNode scalar(String probe, Finding.Scalar scalar) {
    ObjectNode node = subject(probe, scalar.subject()).put("metric", scalar.metric());
    number(node, "value", scalar.value());
    optional(node, "expected", scalar.expected());
    optional(node, "low", scalar.low());
    optional(node, "high", scalar.high());
    scalar.n().ifPresent(n -> node.put("n", n));
    return node;
  }

  private ObjectNode distribution(String probe, Finding.Distribution distribution) {
    ObjectNode node = subject(probe, distribution.subject()).put("metric", distribution.metric());
    node.set("axis", axis(mapper.createObjectNode(), distribution.axis()));
    distribution.counts().forEach(node.putArray("counts")::add);
    node.put("outside", distribution.outside());
    if (!distribution.reference().isEmpty()) {
      distribution.reference().forEach(node.putArray("reference")::add);
    }
    return node;
  }

  private ObjectNode curve(String probe, Finding.Curve curve) {
    ObjectNode node = subject(probe, curve.subject()).put("metric", curve.metric());
    curve.x().forEach(node.putObject("x").put("label", curve.labelX()).putArray("values")::add);
    curve.y().forEach(node.putObject("y").put("label", curve.labelY()).putArray("values")::add);
    if (!curve.reference().isEmpty()) {
      curve.reference().forEach(node.putArray("reference")::add);
    }
    return node;
  }

  private ObjectNode joint(String probe, Finding.Joint joint) {
    ObjectNode node = subject(probe, joint.subject()).put("metric", joint.metric());
    node.set("x", axis(mapper.createObjectNode().put("label", joint.labelX()), joint.axisX()));
    node.set("y", axis(mapper.createObjectNode().put("label", joint.labelY()), joint.axisY()));
    ArrayNode rows = node.putArray("counts");
    joint.counts().forEach(row -> row.forEach(rows.addArray()::add));
    return node;
  }

  private ObjectNode filters(String probe, Finding.Filters filters) {
    ObjectNode node =
        subject(probe, filters.subject())
            .put("metric", filters.metric())
            .put("height", filters.kernel().height())
            .put("width", filters.kernel().width())
            .put("channels", filters.channels());
    ArrayNode rows = node.putArray("values");
    filters.values().forEach(row -> row.forEach(rows.addArray()::add));
    return node;
  }

  private ObjectNode verdict(ObjectNode node, Verdict verdict) {
    verdict.subject().quantizer().ifPresent(quantizer -> node.put("quantizer", quantizer));
    verdict.subject().change().ifPresent(change -> node.put("change", change));
    node.put("layer", verdict.subject().layer())
        .put("grade", verdict.grade().name())
        .put("reason", verdict.reason());
    if (verdict.open()) {
      node.put("open", true);
    }
    verdict.timesAsManyImages().ifPresent(times -> node.put("times-as-many-images", times));
    return node;
  }

  private ObjectNode subject(String probe, Subject subject) {
    ObjectNode node = mapper.createObjectNode().put("probe", probe);
    subject.quantizer().ifPresent(quantizer -> node.put("quantizer", quantizer));
    node.put("layer", subject.layer());
    subject.change().ifPresent(change -> node.put("change", change));
    return node;
  }

  private ObjectNode provenance(Provenance provenance) {
    ObjectNode node = mapper.createObjectNode();
    node.put("orthant", Version.current());
    node.put("config", provenance.config());
    node.put("config-sha256", Sha256.of(provenance.config()));
    node.put("seed", provenance.seed());
    provenance.datasetDigest().ifPresent(digest -> node.put("dataset-sha256", digest));
    ObjectNode network = node.putObject("network");
    provenance.network().entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(entry -> network.put(entry.getKey(), entry.getValue()));
    if (!provenance.plugins().isEmpty()) {
      ArrayNode plugins = node.putArray("plugins");
      for (PluginJar jar : provenance.plugins()) {
        ObjectNode plugin = plugins.addObject().put("jar", jar.name());
        jar.version().ifPresent(version -> plugin.put("version", version));
        plugin.put("sha256", jar.sha256());
      }
    }
    node.put("java", Runtime.version().toString());
    node.put("os", System.getProperty("os.name") + " " + System.getProperty("os.version"));
    node.put("cpu", Cpu.model());
    provenance.arithmetic().ifPresent(arithmetic -> node.put("arithmetic", arithmetic));
    node.put("threads", provenance.threads());
    ObjectNode durations = node.putObject("durations-seconds");
    provenance.durations().forEach(durations::put);
    node.put("finished", provenance.finished().toString());
    return node;
  }

  private static ObjectNode axis(ObjectNode node, Axis axis) {
    return node.put("low", axis.low()).put("high", axis.high()).put("bins", axis.bins());
  }

  private static void optional(ObjectNode node, String key, OptionalDouble value) {
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
