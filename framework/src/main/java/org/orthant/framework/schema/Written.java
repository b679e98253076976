package org.orthant.framework.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.orthant.api.Id;
import org.orthant.framework.catalog.Parameter;
import org.orthant.framework.catalog.ParameterType;
import org.orthant.framework.catalog.ScalarType;
import org.orthant.framework.catalog.Structure;

/** Values as a configuration writes them, in JSON. */
public final class Written {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private Written() {}

  /** A value of that type; nothing is null. */
  public static JsonNode value(ParameterType type, Object value) {
    if (type instanceof ScalarType scalar) {
      return scalar(scalar, value);
    }
    if (type instanceof ParameterType.OptionalOf optional) {
      return ((Optional<?>) value)
          .map(given -> value(optional.element(), given))
          .orElseGet(JSON::nullNode);
    }
    if (type instanceof ParameterType.ListOf list) {
      ArrayNode items = JSON.arrayNode();
      ((List<?>) value).forEach(item -> items.add(value(list.element(), item)));
      return items;
    }
    if (type instanceof ParameterType.MapOf map) {
      ObjectNode entries = JSON.objectNode();
      ((Map<?, ?>) value)
          .forEach((key, entry) -> entries.set((String) key, value(map.element(), entry)));
      return entries;
    }
    if (type instanceof ParameterType.PluginOf) {
      return plugin((Record) value);
    }
    return type instanceof Structure structure
        ? parameters(structure, (Record) value)
        : JSON.textNode(type.text(value));
  }

  /** The parameters of a record, without those that are null. */
  public static ObjectNode parameters(Structure structure, Record record) {
    ObjectNode parameters = JSON.objectNode();
    for (Parameter parameter : structure.parameters()) {
      structure
          .value(record, parameter)
          .ifPresent(part -> parameters.set(parameter.name(), value(parameter.type(), part)));
    }
    return parameters;
  }

  private static JsonNode plugin(Record plugin) {
    String id = plugin.getClass().getAnnotation(Id.class).value();
    Structure structure = new Structure(plugin.getClass());
    return structure.defaults().filter(plugin::equals).isPresent()
        ? JSON.textNode(id)
        : JSON.objectNode().set(id, parameters(structure, plugin));
  }

  private static JsonNode scalar(ScalarType type, Object value) {
    return switch (type) {
      case INT -> JSON.numberNode((Integer) value);
      case LONG -> JSON.numberNode((Long) value);
      case DOUBLE -> JSON.numberNode((Double) value);
      case BOOLEAN -> JSON.booleanNode((Boolean) value);
      case STRING, PATH -> JSON.textNode(type.text(value));
    };
  }
}
