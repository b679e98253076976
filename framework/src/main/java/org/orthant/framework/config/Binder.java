package org.orthant.framework.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.orthant.api.spi.Plugin;
import org.orthant.framework.catalog.Catalog;
import org.orthant.framework.catalog.ParameterType;
import org.orthant.framework.catalog.PluginKind;
import org.orthant.framework.catalog.PluginType;
import org.orthant.framework.catalog.ScalarType;
import org.orthant.framework.catalog.Structure;

/**
 * Turns trees into values of the types their places demand. What cannot be turned is empty, and the
 * problems say why.
 */
final class Binder {
  private static final String HOME = "~";

  private final Catalog catalog;
  private final ConfigPaths paths;
  private final Problems problems;

  /**
   * @param paths where those of the configuration start and may lead
   */
  Binder(Catalog catalog, ConfigPaths paths, Problems problems) {
    this.catalog = catalog;
    this.paths = paths;
    this.problems = problems;
  }

  /** A plugin, written as its id or as {@code {id: {parameters}}}. It is named by its id. */
  <P extends Plugin> Optional<Named<P>> plugin(PluginKind kind, Class<P> spi, Tree tree) {
    return written(kind, tree)
        .flatMap(
            plugin ->
                instance(kind, plugin)
                    .map(
                        value ->
                            new Named<>(
                                plugin.key(), plugin.key(), spi.cast(value), plugin.position())));
  }

  /** A scalar, read as its type demands; a relative path starts at the working directory. */
  <T> Optional<T> scalar(ScalarType type, Class<T> javaType, Tree tree) {
    return word(type, tree).filter(value -> isAllowed(value, tree)).map(javaType::cast);
  }

  /** Reports every key that is not allowed. */
  void refuseUnknownKeys(Tree.Mapping mapping, Collection<String> allowed) {
    for (Tree.Entry entry : mapping.entries()) {
      if (!allowed.contains(entry.key())) {
        problems.add(entry.position(), Wording.unknown("key", entry.key(), allowed));
      }
    }
  }

  /** Reports that something else was expected. */
  <T> Optional<T> refuse(Tree found, String expected) {
    problems.add(found.position(), "expected " + expected + ", found " + found.words());
    return Optional.empty();
  }

  /**
   * A value of the type.
   *
   * @param base what a partly written record takes the rest from; empty for the record's own
   *     defaults
   */
  Optional<Object> value(ParameterType type, Tree tree, Optional<Object> base) {
    if (type instanceof ScalarType scalar) {
      return word(scalar, tree)
          .map(word -> located(word, tree))
          .filter(word -> isAllowed(word, tree));
    }
    if (type instanceof ParameterType.Choice choice) {
      return choice(choice, tree);
    }
    if (type instanceof ParameterType.PluginOf plugin) {
      return written(plugin.kind(), tree).flatMap(entry -> instance(plugin.kind(), entry));
    }
    if (type instanceof ParameterType.OptionalOf optional) {
      return isNothing(tree)
          ? Optional.of(Optional.empty())
          : value(optional.element(), tree, base.flatMap(given -> (Optional<?>) given))
              .map(Optional::of);
    }
    if (type instanceof ParameterType.ListOf list && tree instanceof Tree.Sequence sequence) {
      return list(list.element(), sequence);
    }
    if (type instanceof ParameterType.MapOf map && tree instanceof Tree.Mapping mapping) {
      return map(map.element(), mapping);
    }
    if (type instanceof Structure structure && tree instanceof Tree.Mapping mapping) {
      return record(structure, mapping, mapping.position(), base);
    }
    return refuse(tree, type.words());
  }

  private Optional<Object> word(ScalarType type, Tree tree) {
    if (!(tree instanceof Tree.Scalar scalar) || scalar.isNothing()) {
      return refuse(tree, type.words());
    }
    Optional<Object> value = type.parse(scalar.text());
    if (value.isEmpty()) {
      String remark = type.hasForm(scalar.text()) ? ", which is out of range" : "";
      problems.add(
          scalar.position(), "expected " + type.words() + ", found " + scalar.words() + remark);
    }
    return value;
  }

  private Object located(Object word, Tree tree) {
    return word instanceof Path path && tree instanceof Tree.Scalar written
        ? paths.located(written, path)
        : word;
  }

  /**
   * Paths on the command line may lead anywhere, and none begins in a home that nothing expands.
   */
  private boolean isAllowed(Object word, Tree tree) {
    if (!(word instanceof Path path) || !(tree instanceof Tree.Scalar written)) {
      return true;
    }
    if (written.text().startsWith(HOME)) {
      problems.add(
          written.position(),
          String.format(
              Locale.ROOT,
              "%s stands for no home here; write the whole path, or ./%s",
              Wording.quote(HOME),
              written.text()));
      return false;
    }
    boolean allowed = written.position().isOverride() || paths.allowed().hold(path);
    if (!allowed) {
      problems.add(
          written.position(),
          String.format(
              Locale.ROOT,
              "the path %s leads out of %s; --allow-paths DIR allows a folder more",
              Wording.quote(written.text()),
              paths.allowed().words()));
    }
    return allowed;
  }

  private Optional<Object> choice(ParameterType.Choice choice, Tree tree) {
    if (!(tree instanceof Tree.Scalar scalar) || scalar.isNothing()) {
      return refuse(tree, choice.words());
    }
    Optional<Object> constant = choice.parse(scalar.text());
    if (constant.isEmpty()) {
      problems.add(scalar.position(), Wording.unknown("value", scalar.text(), choice.names()));
    }
    return constant;
  }

  private Optional<Object> list(ParameterType element, Tree.Sequence sequence) {
    List<Object> values = new ArrayList<>();
    for (Tree item : sequence.items()) {
      value(element, item, Optional.empty()).ifPresent(values::add);
    }
    return values.size() == sequence.items().size()
        ? Optional.of(List.copyOf(values))
        : Optional.empty();
  }

  private Optional<Object> map(ParameterType element, Tree.Mapping mapping) {
    Map<String, Object> values = new LinkedHashMap<>();
    for (Tree.Entry entry : mapping.entries()) {
      value(element, entry.value(), Optional.empty())
          .ifPresent(value -> values.put(entry.key(), value));
    }
    return values.size() == mapping.entries().size()
        ? Optional.of(Collections.unmodifiableMap(values))
        : Optional.empty();
  }

  /** The id and the parameters of a plugin, as an entry of a mapping. */
  private Optional<Tree.Entry> written(PluginKind kind, Tree tree) {
    if (tree instanceof Tree.Scalar id && !id.isNothing()) {
      Tree nothing = new Tree.Scalar(id.position(), "", false);
      return Optional.of(new Tree.Entry(id.position(), id.text(), nothing));
    }
    if (tree instanceof Tree.Mapping mapping && !mapping.entries().isEmpty()) {
      Tree.Entry plugin = mapping.entries().get(0);
      if (mapping.entries().size() == 1) {
        return Optional.of(plugin);
      }
      problems.add(
          mapping.entries().get(1).position(),
          String.format(
              Locale.ROOT,
              "%s stands beside %s, but only one %s can stand here; its parameters go one level deeper",
              Wording.quote(mapping.entries().get(1).key()),
              Wording.quote(plugin.key()),
              kind.id()));
      return Optional.empty();
    }
    return refuse(tree, kind.words() + ", written as id or {id: {parameters}}");
  }

  private Optional<Object> instance(PluginKind kind, Tree.Entry plugin) {
    Optional<PluginType<?>> type = catalog.find(kind, plugin.key());
    if (type.isEmpty()) {
      problems.add(plugin.position(), Wording.unknown(kind.id(), plugin.key(), catalog.ids(kind)));
      return Optional.empty();
    }
    if (isNothing(plugin.value())) {
      Tree.Mapping none = new Tree.Mapping(plugin.position(), List.of());
      return record(type.get().structure(), none, plugin.position(), Optional.empty());
    }
    return plugin.value() instanceof Tree.Mapping parameters
        ? record(type.get().structure(), parameters, plugin.position(), Optional.empty())
        : refuse(plugin.value(), "a mapping with the parameters of " + plugin.key());
  }

  private Optional<Object> record(
      Structure structure, Tree.Mapping mapping, Position position, Optional<Object> base) {
    return new RecordBinding(this, problems, structure, mapping, position).bind(base);
  }

  static boolean isNothing(Tree tree) {
    return tree instanceof Tree.Scalar scalar && scalar.isNothing();
  }
}
