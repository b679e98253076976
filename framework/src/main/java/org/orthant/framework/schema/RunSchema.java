package org.orthant.framework.schema;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.orthant.framework.catalog.Catalog;
import org.orthant.framework.catalog.PluginKind;
import org.orthant.framework.catalog.ScalarType;
import org.orthant.framework.catalog.Structure;
import org.orthant.framework.config.AdviceKey;
import org.orthant.framework.config.PretrainedNetworks;
import org.orthant.framework.config.RunKey;
import org.orthant.framework.config.RunNames;
import org.orthant.framework.gate.Gate;

/**
 * The schema of a whole configuration, with the plugins and trained networks there are; in draft
 * 07, which editors complete from. What only a plugin knows of its parameters, such as their
 * ranges, it cannot say: it accepts more than is read, and refuses nothing that is.
 */
public final class RunSchema {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final Catalog catalog;
  private final PretrainedNetworks pretrained;

  @Inject
  public RunSchema(Catalog catalog, PretrainedNetworks pretrained) {
    this.catalog = catalog;
    this.pretrained = pretrained;
  }

  /** As JSON, without a line's end behind it. Equal plugins give an equal text. */
  public String json() {
    Separators separators =
        Separators.createDefaultInstance().withObjectFieldValueSpacing(Separators.Spacing.AFTER);
    DefaultPrettyPrinter printer =
        new DefaultPrettyPrinter(separators).withObjectIndenter(new DefaultIndenter("  ", "\n"));
    try {
      return new ObjectMapper().writer(printer).writeValueAsString(schema());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree can be written", e);
    }
  }

  private ObjectNode schema() {
    ObjectNode properties = JSON.objectNode();
    ArrayNode required = JSON.arrayNode();
    for (RunKey key : RunKey.values()) {
      Optional<JsonNode> fallback = key.fallback().map(RunSchema::word);
      properties.set(key.id(), ValueSchema.described(key.doc(), fallback, value(key)));
      if (key.isRequired()) {
        required.add(key.id());
      }
    }
    ObjectNode definitions = JSON.objectNode();
    for (PluginKind kind : PluginKind.values()) {
      definitions.set(kind.id(), new PluginSchema(kind, catalog.all(kind)).schema());
    }
    ObjectNode schema =
        JSON.objectNode()
            .put("$schema", "http://json-schema.org/draft-07/schema#")
            .put("title", "A run of Orthant")
            .put("type", "object");
    schema.set("properties", properties);
    schema.set("required", required);
    schema.put("additionalProperties", false);
    return schema.set("definitions", definitions);
  }

  private static JsonNode word(String text) {
    return ScalarType.LONG
        .parse(text)
        .map(number -> Written.value(ScalarType.LONG, number))
        .orElseGet(() -> JSON.textNode(text));
  }

  private ObjectNode value(RunKey key) {
    return switch (key) {
      case NAME -> ValueSchema.text(RunNames.NAME);
      case SEED -> ValueSchema.scalar(ScalarType.LONG);
      case DATASET -> ValueSchema.orNothing(ValueSchema.plugin(PluginKind.DATASET));
      case NETWORK -> network();
      case QUANTIZERS -> quantizers();
      case FOCUS -> ValueSchema.orNothing(ValueSchema.text(RunNames.NAME));
      case LAYERS -> layers();
      case PROBES ->
          ValueSchema.list(ValueSchema.plugin(PluginKind.PROBE))
              .put("minItems", 1)
              .put("uniqueItems", true);
      case ADVICE -> ValueSchema.orNothing(advice());
      case CALIBRATION -> ValueSchema.scalar(ScalarType.INT).put("minimum", 1);
      case EXECUTOR -> ValueSchema.plugin(PluginKind.EXECUTOR);
      case GATE ->
          ValueSchema.orNothing(
              ValueSchema.record(new Structure(Gate.class), Optional.empty())
                  .put("minProperties", 1));
      case REPORT -> ValueSchema.orNothing(ValueSchema.scalar(ScalarType.PATH));
      case SWEEP -> ValueSchema.orNothing(sweep());
    };
  }

  /** Returns what probe advice is told; without that probe, any mapping. */
  private ObjectNode advice() {
    return catalog.all(PluginKind.PROBE).stream()
        .filter(probe -> probe.id().equals(AdviceKey.PROBE))
        .findFirst()
        .map(probe -> ValueSchema.record(probe.structure(), Optional.empty()))
        .orElseGet(() -> JSON.objectNode().put("type", "object"));
  }

  private ObjectNode network() {
    ObjectNode plugin = ValueSchema.plugin(PluginKind.NETWORK);
    Map<String, String> trained = pretrained.all();
    if (trained.isEmpty()) {
      return plugin;
    }
    ArrayNode names = JSON.arrayNode();
    trained.forEach(
        (name, doc) ->
            names.add(
                ValueSchema.described(
                    doc, Optional.empty(), JSON.objectNode().put("const", name))));
    ObjectNode named = JSON.objectNode().put("description", "A network that is trained already");
    ObjectNode properties = JSON.objectNode();
    properties.set(PretrainedNetworks.KEY, named.set("anyOf", names));
    return ValueSchema.either(plugin, PluginSchema.onlyOneOf(properties));
  }

  private static ObjectNode quantizers() {
    ObjectNode reserved = JSON.objectNode();
    reserved.set("enum", ValueSchema.texts(new TreeSet<>(RunNames.RESERVED)));
    ObjectNode names = JSON.objectNode().put("pattern", ValueSchema.whole(RunNames.NAME));
    names.set("not", reserved);
    ObjectNode schema = JSON.objectNode().put("type", "object").put("minProperties", 1);
    schema.set("propertyNames", names);
    return schema.set("additionalProperties", ValueSchema.plugin(PluginKind.QUANTIZER));
  }

  private static ObjectNode sweep() {
    ObjectNode values =
        ValueSchema.list(JSON.objectNode()).put("minItems", 1).put("uniqueItems", true);
    ObjectNode schema = JSON.objectNode().put("type", "object").put("minProperties", 1);
    schema.putObject("properties").set(RunKey.SEED.id(), seeds());
    return schema.set("additionalProperties", values);
  }

  private static ObjectNode seeds() {
    return ValueSchema.list(ValueSchema.scalar(ScalarType.LONG))
        .put("minItems", 1)
        .put("uniqueItems", true);
  }

  private static ObjectNode layers() {
    ObjectNode layer = ValueSchema.text(RunNames.LAYER);
    return ValueSchema.either(layer, ValueSchema.list(layer.deepCopy()).put("minItems", 1));
  }
}
