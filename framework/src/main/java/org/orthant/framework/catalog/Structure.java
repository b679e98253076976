package org.orthant.framework.catalog;

import static java.util.stream.Collectors.joining;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.orthant.api.BadInputException;

/** A public record, written as a mapping from its components. */
public record Structure(Class<? extends Record> type) implements ParameterType {

  /**
   * @throws BadInputException if the record is not public
   */
  public Structure {
    if (!Modifier.isPublic(type.getModifiers())) {
      throw new BadInputException("the record " + type.getName() + " must be public");
    }
  }

  /**
   * The components in their order.
   *
   * @throws BadInputException if a configuration cannot write the type of one
   */
  public List<Parameter> parameters() {
    return Stream.of(type.getRecordComponents()).map(Parameter::of).toList();
  }

  /**
   * Returns what the public no-argument constructor makes; empty where there is none. What that
   * constructor throws comes through.
   */
  public Optional<Record> defaults() {
    try {
      return Optional.of(invoke(type.getConstructor()));
    } catch (NoSuchMethodException e) {
      return Optional.empty();
    }
  }

  /**
   * Calls the canonical constructor. What it throws comes through.
   *
   * @param values of the components, in their order
   */
  public Record create(List<?> values) {
    Class<?>[] types =
        Stream.of(type.getRecordComponents()).map(RecordComponent::getType).toArray(Class[]::new);
    try {
      return invoke(type.getConstructor(types), values.toArray());
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException("a public record has a public canonical constructor", e);
    }
  }

  /** The value of one component; empty where it is null. */
  public Optional<Object> value(Record instance, Parameter parameter) {
    try {
      return Optional.ofNullable(type.getMethod(parameter.component()).invoke(instance));
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(type.getName() + "." + parameter.component(), e);
    }
  }

  @Override
  public String words() {
    return parameters().stream().map(Parameter::name).collect(joining(", ", "a mapping of ", ""));
  }

  @Override
  public String text(Object value) {
    return parameters().stream()
        .flatMap(
            parameter ->
                value((Record) value, parameter).stream()
                    .map(part -> parameter.name() + ": " + parameter.type().text(part)))
        .collect(joining(", ", "{", "}"));
  }

  private static Record invoke(Constructor<? extends Record> constructor, Object... arguments) {
    try {
      return constructor.newInstance(arguments);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof RuntimeException refusal) {
        throw refusal;
      }
      throw failed(constructor, e.getCause());
    } catch (LinkageError e) {
      throw failed(constructor, e.getCause() == null ? e : e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(constructor + " cannot be called", e);
    }
  }

  private static IllegalStateException failed(Constructor<?> constructor, Throwable cause) {
    return new IllegalStateException(
        String.format(
            Locale.ROOT,
            "the constructor of %s failed: %s",
            constructor.getDeclaringClass().getName(),
            cause),
        cause);
  }
}
