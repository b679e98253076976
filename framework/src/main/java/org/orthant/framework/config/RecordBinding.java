package org.orthant.framework.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.orthant.api.BadInputException;
import org.orthant.api.InvalidParameterException;
import org.orthant.api.Preset;
import org.orthant.framework.catalog.Parameter;
import org.orthant.framework.catalog.ParameterType;
import org.orthant.framework.catalog.Structure;

/**
 * Makes one record from one mapping. A key that is missing takes the default. A value that is
 * refused is replaced by the default too, so that the refusals behind it come to light in the same
 * pass; the record is then not used.
 */
final class RecordBinding {
  private final Binder binder;
  private final Problems problems;
  private final Structure structure;
  private final List<Parameter> parameters;
  private final Tree.Mapping mapping;
  private final Position position;
  private final List<Optional<Object>> defaults = new ArrayList<>();
  private final List<Optional<Object>> values = new ArrayList<>();
  private boolean sound = true;

  /**
   * @param position of what is wrong with the record as a whole
   */
  RecordBinding(
      Binder binder,
      Problems problems,
      Structure structure,
      Tree.Mapping mapping,
      Position position) {
    this.binder = binder;
    this.problems = problems;
    this.structure = structure;
    this.parameters = structure.parameters();
    this.mapping = mapping;
    this.position = position;
  }

  /**
   * The record; empty if the problems say why there is none.
   *
   * @param base holds the defaults; empty if the record's no-argument constructor does
   */
  Optional<Object> bind(Optional<Object> base) {
    binder.refuseUnknownKeys(mapping, parameters.stream().map(Parameter::name).toList());
    Optional<Record> defaultRecord =
        base.map(Record.class::cast).or(this::defaultRecord).map(this::preset);
    for (Parameter parameter : parameters) {
      Optional<Object> defaultValue =
          defaultRecord
              .flatMap(record -> structure.value(record, parameter))
              .or(() -> nothing(parameter.type()));
      Optional<Object> value = value(parameter, defaultValue);
      sound &= value.isPresent();
      defaults.add(defaultValue);
      values.add(value.or(() -> defaultValue));
    }
    return values.stream().allMatch(Optional::isPresent) ? create() : Optional.empty();
  }

  private Optional<Record> defaultRecord() {
    try {
      return structure.defaults();
    } catch (RuntimeException e) {
      boolean complete = parameters.stream().allMatch(parameter -> entry(parameter).isPresent());
      if (!complete) {
        problems.add(position, "the defaults are refused: " + reason(e));
      }
      return Optional.empty();
    }
  }

  /** The defaults, changed by each preset that the mapping names. */
  private Record preset(Record defaults) {
    Record changed = defaults;
    for (Parameter parameter : parameters) {
      Optional<Preset<Record>> preset = named(parameter);
      if (preset.isPresent()) {
        changed = preset.get().over(changed);
      }
    }
    return changed;
  }

  @SuppressWarnings("unchecked") // a preset is declared in the record that it is for
  private Optional<Preset<Record>> named(Parameter parameter) {
    ParameterType type =
        parameter.type() instanceof ParameterType.OptionalOf optional
            ? optional.element()
            : parameter.type();
    return entry(parameter)
        .map(Tree.Entry::value)
        .filter(Tree.Scalar.class::isInstance)
        .map(written -> ((Tree.Scalar) written).text())
        .flatMap(
            word ->
                type instanceof ParameterType.Choice choice ? choice.parse(word) : Optional.empty())
        .filter(Preset.class::isInstance)
        .map(constant -> (Preset<Record>) constant);
  }

  private static Optional<Object> nothing(ParameterType type) {
    return type instanceof ParameterType.OptionalOf
        ? Optional.of(Optional.empty())
        : Optional.empty();
  }

  private Optional<Object> value(Parameter parameter, Optional<Object> defaultValue) {
    Optional<Tree.Entry> entry = entry(parameter);
    if (entry.isPresent()) {
      return binder.value(parameter.type(), entry.get().value(), defaultValue);
    }
    if (defaultValue.isEmpty()) {
      problems.add(
          position,
          String.format(
              Locale.ROOT,
              "the key '%s' is missing: %s",
              parameter.name(),
              parameter.type().words()));
    }
    return defaultValue;
  }

  private Optional<Object> create() {
    try {
      Record record = structure.create(values.stream().map(Optional::orElseThrow).toList());
      return sound ? Optional.of(record) : Optional.empty();
    } catch (InvalidParameterException e) {
      return refuse(e);
    } catch (RuntimeException e) {
      if (sound) {
        problems.add(position, reason(e));
      }
      return Optional.empty();
    }
  }

  private Optional<Object> refuse(InvalidParameterException refusal) {
    Optional<Parameter> parameter =
        parameters.stream()
            .filter(candidate -> candidate.component().equals(refusal.parameter()))
            .findFirst();
    Optional<Tree.Entry> entry = parameter.flatMap(this::entry);
    int index = parameter.map(parameters::indexOf).orElse(-1);
    boolean asByDefault = index < 0 || values.get(index).equals(defaults.get(index));
    if (sound || !asByDefault) {
      problems.add(
          entry.map(Tree.Entry::position).orElse(position),
          parameter.map(Parameter::name).orElse(refusal.parameter()) + ": " + refusal.getMessage());
    }
    sound = false;
    if (asByDefault || defaults.get(index).isEmpty()) {
      return Optional.empty();
    }
    values.set(index, defaults.get(index));
    return create();
  }

  private Optional<Tree.Entry> entry(Parameter parameter) {
    return mapping.entry(parameter.name());
  }

  private static String reason(RuntimeException e) {
    return e instanceof BadInputException && e.getMessage() != null ? e.getMessage() : e.toString();
  }
}
