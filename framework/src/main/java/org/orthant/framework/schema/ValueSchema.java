package org.orthant.framework.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.orthant.framework.catalog.Parameter;
import org.orthant.framework.catalog.ParameterType;
import org.orthant.framework.catalog.PluginKind;
import org.orthant.framework.catalog.ScalarType;
import org.orthant.framework.catalog.Structure;

/**
 * What may be written in the place of a value.
 *
 * <p>Orthant takes a word as its place demands, quoted or not; an editor takes 7 for a number and
 * "7" for text. So every scalar is allowed as what an editor may take it for. Forms that an editor
 * no longer sees, such as 0x10 for a whole number, only the reader refuses.
 */
final class ValueSchema {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private ValueSchema() {}

  /**
   * Values of that type.
   *
   * @param base what a partly written record takes the rest from; empty for the record's own
   *     defaults
   */
  static ObjectNode of(ParameterType type, Optional<Object> base) {
    if (type instanceof ScalarType scalar) {
      return scalar(scalar);
    }
    if (type instanceof ParameterType.Choice choice) {
      return JSON.objectNode().put("type", "string").set("enum", texts(choice.names()));
    }
    if (type instanceof ParameterType.PluginOf plugin) {
      return plugin(plugin.kind());
    }
    if (type instanceof ParameterType.OptionalOf optional) {
      return orNothing(of(optional.element(), base.flatMap(given -> (Optional<?>) given)));
    }
    if (type instanceof ParameterType.ListOf list) {
      return list(of(list.element(), Optional.empty()));
    }
    if (type instanceof ParameterType.MapOf map) {
      ObjectNode entries = JSON.objectNode().put("type", "object");
      return entries.set("additionalProperties", of(map.element(), Optional.empty()));
    }
    return record((Structure) type, base.map(Record.class::cast));
  }

  /** Whole numbers, numbers, words: whatever that type reads. */
  static ObjectNode scalar(ScalarType type) {
    return switch (type) {
      case INT ->
          number("integer", type)
              .put("minimum", Integer.MIN_VALUE)
              .put("maximum", Integer.MAX_VALUE);
      case LONG ->
          number("integer", type).put("minimum", Long.MIN_VALUE).put("maximum", Long.MAX_VALUE);
      case DOUBLE -> number("number", type);
      case BOOLEAN -> number("boolean", type);
      case STRING -> text();
      case PATH -> text().put("minLength", 1);
    };
  }

  /**
   * Any word. "Boolean" is not among the types, for an editor would propose true and false; but
   * whatever is no mapping, no list and not nothing may be written.
   */
  static ObjectNode text() {
    ObjectNode noWord = JSON.objectNode();
    noWord.set("type", texts(List.of("object", "array", "null")));
    return either(JSON.objectNode().put("type", "string"), JSON.objectNode().set("not", noWord));
  }

  /** Words of which the whole has that form. */
  static ObjectNode text(String form) {
    return text().put("pattern", whole(form));
  }

  /** A regular expression as JSON Schema has them, which by themselves look for a part. */
  static String whole(String form) {
    return "^(" + form + ")$";
  }

  /** A plugin of that kind, by its id or with parameters. */
  static ObjectNode plugin(PluginKind kind) {
    return JSON.objectNode().put("$ref", "#/definitions/" + kind.id());
  }

  /** The schema with a description and a default, where there are any. */
  static ObjectNode described(String doc, Optional<JsonNode> fallback, ObjectNode schema) {
    ObjectNode described = JSON.objectNode();
    if (!doc.isEmpty()) {
      described.put("description", doc);
    }
    fallback.ifPresent(value -> described.set("default", value));
    // Draft 07 counts nothing beside a "$ref", but it may stand inside an "allOf".
    return schema.has("$ref")
        ? described.set("allOf", JSON.arrayNode().add(schema))
        : described.setAll(schema);
  }

  /** Any number of such items. */
  static ObjectNode list(ObjectNode item) {
    return JSON.objectNode().put("type", "array").set("items", item);
  }

  /** That, or no value. */
  static ObjectNode orNothing(ObjectNode value) {
    return either(value, JSON.objectNode().put("type", "null"));
  }

  /** The one or the other. */
  static ObjectNode either(ObjectNode one, ObjectNode other) {
    return JSON.objectNode().set("anyOf", JSON.arrayNode().add(one).add(other));
  }

  /**
   * A mapping of the record's components, in which may be missing what has a default.
   *
   * @param base holds the defaults; empty if the record's no-argument constructor does
   */
  static ObjectNode record(Structure structure, Optional<Record> base) {
    Optional<Record> defaults = base.or(() -> defaults(structure));
    ObjectNode properties = JSON.objectNode();
    ArrayNode required = JSON.arrayNode();
    for (Parameter parameter : structure.parameters()) {
      Optional<Object> value = defaults.flatMap(record -> structure.value(record, parameter));
      properties.set(parameter.name(), property(parameter, value));
      if (value.isEmpty() && !(parameter.type() instanceof ParameterType.OptionalOf)) {
        required.add(parameter.name());
      }
    }
    ObjectNode schema = JSON.objectNode().put("type", "object");
    if (!properties.isEmpty()) {
      schema.set("properties", properties);
    }
    if (!required.isEmpty()) {
      schema.set("required", required);
    }
    return schema.put("additionalProperties", false);
  }

  static ArrayNode texts(Collection<String> texts) {
    ArrayNode array = JSON.arrayNode();
    texts.forEach(array::add);
    return array;
  }

  private static ObjectNode number(String editorsType, ScalarType type) {
    ObjectNode schema = JSON.objectNode();
    schema.set("type", texts(List.of(editorsType, "string")));
    return schema.put("pattern", whole(type.form()));
  }

  private static ObjectNode property(Parameter parameter, Optional<Object> value) {
    Optional<JsonNode> fallback =
        value
            .filter(given -> !(parameter.type() instanceof Structure)) // its components have some
            .map(given -> Written.value(parameter.type(), given))
            .filter(given -> !given.isNull());
    return described(parameter.doc(), fallback, of(parameter.type(), value));
  }

  /** A record that refuses its defaults has none: whoever writes it must write all. */
  private static Optional<Record> defaults(Structure structure) {
    try {
      return structure.defaults();
    } catch (RuntimeException refused) {
      return Optional.empty();
    }
  }
}
