package org.orthant.framework.cli;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.orthant.framework.catalog.Parameter;
import org.orthant.framework.catalog.ParameterType;
import org.orthant.framework.catalog.PluginType;
import org.orthant.framework.catalog.Structure;

/**
 * A parameter as a plugin's explanation shows it.
 *
 * @param name with those of the records around it, dots between them
 * @param type what may be written
 * @param doc what it is for; empty where the author said nothing
 * @param fallback its default; empty where it must be written
 */
record DescribedParameter(String name, ParameterType type, String doc, Optional<Object> fallback) {

  /** Those of a plugin; a record among them is followed by its components. */
  static List<DescribedParameter> of(PluginType<?> plugin) {
    return of(plugin.structure(), plugin.defaults(), "").toList();
  }

  /** A record inside a plugin has the defaults that the plugin gives it, not its own. */
  private static Stream<DescribedParameter> of(
      Structure structure, Optional<Record> defaults, String prefix) {
    return structure.parameters().stream()
        .flatMap(
            parameter -> {
              Optional<Object> value =
                  defaults.flatMap(record -> structure.value(record, parameter));
              DescribedParameter described = of(parameter, value, prefix);
              return parameter.type() instanceof Structure inner
                  ? Stream.concat(
                      Stream.of(described),
                      of(inner, value.map(Record.class::cast), described.name() + "."))
                  : Stream.of(described);
            });
  }

  private static DescribedParameter of(Parameter parameter, Optional<Object> value, String prefix) {
    return new DescribedParameter(
        prefix + parameter.name(), parameter.type(), parameter.doc(), value);
  }

  /** Whether it is a record, which its components describe. */
  boolean isRecord() {
    return type instanceof Structure;
  }

  /** Whether it may be left out, and then has no value. */
  boolean isNothing() {
    return fallback.equals(Optional.of(Optional.empty()));
  }
}
