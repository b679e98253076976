package org.orthant.testkit;

import static java.util.stream.Collectors.joining;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.orthant.api.Id;
import org.orthant.api.spi.Plugin;
import org.orthant.framework.catalog.ParameterType;
import org.orthant.framework.catalog.ScalarType;
import org.orthant.framework.catalog.Structure;

/** Plugins as a configuration writes them, all parameters said, on one line. */
final class Yaml {
  private Yaml() {}

  static String of(Plugin plugin) {
    Structure structure = new Structure(plugin.getClass().asSubclass(Record.class));
    String id = plugin.getClass().getAnnotation(Id.class).value();
    return structure.parameters().isEmpty()
        ? id
        : "{%s: %s}".formatted(id, record(structure, plugin));
  }

  private static String record(Structure structure, Object value) {
    return structure.parameters().stream()
        .map(
            parameter ->
                "%s: %s"
                    .formatted(
                        parameter.name(),
                        value(
                            parameter.type(),
                            structure.value((Record) value, parameter).orElseThrow())))
        .collect(joining(", ", "{", "}"));
  }

  private static String value(ParameterType type, Object value) {
    if (type instanceof Structure structure) {
      return record(structure, value);
    }
    if (type instanceof ParameterType.PluginOf) {
      return of((Plugin) value);
    }
    if (type instanceof ParameterType.ListOf list) {
      return ((List<?>) value)
          .stream().map(item -> value(list.element(), item)).collect(joining(", ", "[", "]"));
    }
    if (type instanceof ParameterType.MapOf map) {
      return ((Map<?, ?>) value)
          .entrySet().stream()
              .map(entry -> quoted(entry.getKey()) + ": " + value(map.element(), entry.getValue()))
              .collect(joining(", ", "{", "}"));
    }
    if (type instanceof ParameterType.OptionalOf optional) {
      return ((Optional<?>) value).map(inner -> value(optional.element(), inner)).orElse("~");
    }
    return type == ScalarType.STRING || type == ScalarType.PATH ? quoted(value) : type.text(value);
  }

  private static String quoted(Object text) {
    return "\"" + text.toString().replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
  }
}
