package org.orthant.framework.schema;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.orthant.framework.catalog.PluginKind;
import org.orthant.framework.catalog.PluginType;

/** What may be written in the place of a plugin: its id, or {@code {id: {parameters}}}. */
record PluginSchema(PluginKind kind, List<PluginType<?>> plugins) {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  ObjectNode schema() {
    ArrayNode alternatives = JSON.arrayNode();
    ObjectNode withParameters = JSON.objectNode();
    for (PluginType<?> plugin : plugins) {
      ObjectNode parameters = ValueSchema.record(plugin.structure(), Optional.empty());
      if (!parameters.has("required")) {
        alternatives.add(described(plugin, JSON.objectNode().put("const", plugin.id())));
        parameters.set("type", ValueSchema.texts(List.of("object", "null")));
      }
      withParameters.set(plugin.id(), described(plugin, parameters));
    }
    alternatives.add(onlyOneOf(withParameters));
    ObjectNode schema = JSON.objectNode();
    return schema.set("anyOf", alternatives);
  }

  /** A mapping with exactly one of these keys. */
  static ObjectNode onlyOneOf(ObjectNode properties) {
    ObjectNode schema = JSON.objectNode().put("type", "object");
    schema.set("properties", properties);
    return schema
        .put("additionalProperties", false)
        .put("minProperties", 1)
        .put("maxProperties", 1);
  }

  private static ObjectNode described(PluginType<?> plugin, ObjectNode schema) {
    String doc =
        Stream.of(plugin.doc(), plugin.formula(), plugin.source())
            .filter(text -> !text.isEmpty())
            .collect(joining("\n\n"));
    return ValueSchema.described(doc, Optional.empty(), schema);
  }
}
