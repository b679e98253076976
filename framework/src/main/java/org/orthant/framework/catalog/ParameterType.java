package org.orthant.framework.catalog;

import static java.util.stream.Collectors.joining;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.orthant.api.BadInputException;
import org.orthant.api.Id;

/** A type that a configuration can write. */
public sealed interface ParameterType
    permits ScalarType,
        Structure,
        ParameterType.Choice,
        ParameterType.ListOf,
        ParameterType.MapOf,
        ParameterType.OptionalOf,
        ParameterType.PluginOf {

  /** Returns what is expected, with its article, such as "a whole number". */
  String words();

  /** Returns how a configuration writes that value, on one line. */
  String text(Object value);

  /**
   * The configuration's view of a Java type.
   *
   * @throws BadInputException if a configuration cannot write it
   */
  static ParameterType of(Type type) {
    if (type instanceof Class<?> plain) {
      return of(plain);
    }
    if (type instanceof ParameterizedType generic) {
      Type[] arguments = generic.getActualTypeArguments();
      if (generic.getRawType() == List.class) {
        return new ListOf(of(arguments[0]));
      }
      if (generic.getRawType() == Optional.class) {
        return new OptionalOf(of(arguments[0]));
      }
      if (generic.getRawType() == Map.class && arguments[0] == String.class) {
        return new MapOf(of(arguments[1]));
      }
    }
    throw unsupported(type);
  }

  private static ParameterType of(Class<?> type) {
    Optional<ScalarType> scalar = ScalarType.of(type);
    if (scalar.isPresent()) {
      return scalar.get();
    }
    Optional<PluginKind> kind = PluginKind.of(type);
    if (kind.isPresent()) {
      return new PluginOf(kind.get());
    }
    if (type.isEnum()) {
      return new Choice(type);
    }
    if (type.isRecord()) {
      return new Structure(type.asSubclass(Record.class));
    }
    throw unsupported(type);
  }

  private static BadInputException unsupported(Type type) {
    return new BadInputException(
        "a parameter cannot be of the type "
            + type.getTypeName()
            + "; it can be int, long, double, boolean, String, Path, an enum, a kind of plugin, a"
            + " public record, or List<T>, Optional<T> or Map<String, T> of these");
  }

  /** One of an enum's constants, written in kebab-case. */
  record Choice(Class<?> type) implements ParameterType {

    /** Returns what may be written. */
    public List<String> names() {
      return constants().map(this::text).toList();
    }

    /** The constant so written; empty where there is none. */
    public Optional<Object> parse(String text) {
      return constants().filter(constant -> text(constant).equals(text)).findFirst();
    }

    private Stream<Object> constants() {
      return Stream.of(type.getEnumConstants());
    }

    @Override
    public String words() {
      return "one of " + String.join(", ", names());
    }

    @Override
    public String text(Object value) {
      return KebabCase.ofConstant((Enum<?>) value);
    }
  }

  /** Any number of values in their order. */
  record ListOf(ParameterType element) implements ParameterType {
    @Override
    public String words() {
      return "a list, each entry " + element.words();
    }

    @Override
    public String text(Object value) {
      return ((List<?>) value).stream().map(element::text).collect(joining(", ", "[", "]"));
    }
  }

  /** Values by names that the configuration chooses, in their order. */
  record MapOf(ParameterType element) implements ParameterType {
    @Override
    public String words() {
      return "a mapping from names, each value " + element.words();
    }

    @Override
    public String text(Object value) {
      return ((Map<?, ?>) value)
          .entrySet().stream()
              .map(entry -> entry.getKey() + ": " + element.text(entry.getValue()))
              .collect(joining(", ", "{", "}"));
    }
  }

  /** A value that may be left out. */
  record OptionalOf(ParameterType element) implements ParameterType {
    @Override
    public String words() {
      return element.words() + ", or nothing";
    }

    @Override
    public String text(Object value) {
      return ((Optional<?>) value).map(element::text).orElse("nothing");
    }
  }

  /** A plugin, written as its id or as {@code {id: {parameters}}}. */
  record PluginOf(PluginKind kind) implements ParameterType {
    @Override
    public String words() {
      return kind.words();
    }

    @Override
    public String text(Object value) {
      String id = value.getClass().getAnnotation(Id.class).value();
      Structure structure = new Structure(value.getClass().asSubclass(Record.class));
      boolean asGiven = structure.defaults().filter(value::equals).isPresent();
      return asGiven ? id : "{" + id + ": " + structure.text(value) + "}";
    }
  }
}
