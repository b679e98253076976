package org.orthant.testkit;

import static org.orthant.testkit.Rules.require;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.orthant.api.Id;
import org.orthant.api.InvalidParameterException;
import org.orthant.api.spi.Plugin;
import org.orthant.framework.catalog.Parameter;
import org.orthant.framework.catalog.PluginKind;
import org.orthant.framework.catalog.ScalarType;
import org.orthant.framework.catalog.Structure;
import org.orthant.framework.config.ConfigException;
import org.orthant.framework.schema.Written;

/**
 * What every plugin must hold to. A plugin's test extends the contract of its kind in one line,
 * {@code class BinaryContractTest extends QuantizerContract<Binary> {}}; this one alone is for
 * kinds that have no contract of their own.
 *
 * @param <P> the plugin under test, a record; named by the class that extends the contract
 */
public abstract class PluginContract<P extends Plugin> {
  static final Pattern KEBAB_CASE = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");

  /**
   * The plugin with the parameters worth trying; as its no-argument constructor makes it, unless
   * overridden.
   */
  protected List<P> plugins() {
    return List.of(byDefault());
  }

  /** The plugin as its no-argument constructor makes it. */
  protected final P byDefault() {
    Optional<Record> made;
    try {
      made = new Structure(type().asSubclass(Record.class)).defaults();
    } catch (RuntimeException e) {
      throw new AssertionError(
          String.format(
              Locale.ROOT,
              "%s refuses its own defaults, %s: choose defaults that its compact constructor allows",
              type().getName(),
              e),
          e);
    }
    require(
        made.isPresent(),
        "%s has no public no-argument constructor: write one that holds the defaults",
        type().getName());
    return type().cast(made.get());
  }

  @Test
  final void isAPublicRecord() {
    Class<P> type = type();
    require(
        type.isRecord() && Modifier.isPublic(type.getModifiers()),
        "%s must be a public record: its components are its parameters",
        type.getName());
  }

  @Test
  final void hasAnIdInKebabCase() {
    Id id = type().getAnnotation(Id.class);
    require(id != null, "%s has no @Id, by which a configuration names it", type().getName());
    require(
        KEBAB_CASE.matcher(id.value()).matches(),
        "@Id(\"%s\") of %s must be in kebab-case: small letters, digits and hyphens between",
        id.value(),
        type().getName());
  }

  @Test
  final void isRegistered() {
    String file = "META-INF/services/" + kind().spi().getName();
    require(
        lines(file).contains(type().getName()),
        "%s is not registered: add the line %s to %s among the resources",
        type().getSimpleName(),
        type().getName(),
        file);
  }

  @Test
  final void isDocumented() {
    List<String> problems = Documentation.problems(type());
    require(
        problems.isEmpty(),
        "what orthant plugins shows of %s is incomplete:%n%s",
        type().getSimpleName(),
        String.join("\n", problems));
  }

  @Test
  final void hasValidDefaults() {
    require(byDefault().equals(byDefault()), "two %s with defaults differ", type().getName());
  }

  @Test
  final void parametersSurviveYaml() {
    for (P plugin : tried()) {
      String text = written(plugin);
      Plugin read;
      try {
        read = Configuration.read(kind(), plugin, text);
      } catch (RuntimeException e) {
        throw new AssertionError(
            String.format(
                Locale.ROOT,
                "%s, written as %s, cannot be read from a configuration:%n%s",
                plugin,
                text,
                e.getMessage()),
            e);
      }
      require(
          read.equals(plugin),
          "%s, written as %s, is read as %s: a compact constructor must keep what it allows, and"
              + " components need equals",
          plugin,
          text,
          read);
    }
  }

  /** As a configuration writes it, all parameters said; JSON is YAML on one line. */
  private String written(P plugin) {
    Structure structure = new Structure(type().asSubclass(Record.class));
    return String.format(
        Locale.ROOT,
        "{%s: %s}",
        type().getAnnotation(Id.class).value(),
        Written.parameters(structure, (Record) plugin));
  }

  /** What a parameter may not be is said with the place where it is written. */
  @Test
  final void mistakesAreToldWithTheirPlace() {
    P plugin = byDefault();
    requireUnknownKeyRefused(plugin);
    Structure structure = new Structure(type().asSubclass(Record.class));
    List<Parameter> parameters = structure.parameters();
    for (int i = 0; i < parameters.size(); i++) {
      if (parameters.get(i).type() instanceof ScalarType scalar) {
        for (Object value : Extremes.of(scalar)) {
          requireAcceptedOrRefused(structure, parameters, i, value);
        }
      }
    }
  }

  private void requireUnknownKeyRefused(P plugin) {
    String text =
        String.format(
            Locale.ROOT, "{%s: {no-such-parameter: 1}}", type().getAnnotation(Id.class).value());
    try {
      Configuration.read(kind(), plugin, text);
    } catch (ConfigException e) {
      require(
          e.problems().stream().anyMatch(problem -> problem.position().line() > 0),
          "an unknown parameter is refused without its place: %s",
          e.getMessage());
      return;
    }
    throw new AssertionError(
        String.format(Locale.ROOT, "%s allows a parameter it does not have: %s", plugin, text));
  }

  private void requireAcceptedOrRefused(
      Structure structure, List<Parameter> parameters, int place, Object value) {
    Record defaults = (Record) byDefault();
    List<Object> values = new ArrayList<>();
    parameters.forEach(parameter -> values.add(structure.value(defaults, parameter).orElseThrow()));
    values.set(place, value);
    String name = parameters.get(place).component();
    try {
      structure.create(values);
    } catch (InvalidParameterException e) {
      require(
          parameters.stream().anyMatch(each -> each.component().equals(e.parameter())),
          "%s = %s is refused in the name of '%s', which is no component of %s: the first argument"
              + " of InvalidParameterException is a component's name",
          name,
          value,
          e.parameter(),
          type().getSimpleName());
      require(
          isOneLine(e.getMessage()),
          "%s = %s is refused without one line that says what is allowed",
          name,
          value);
    } catch (RuntimeException e) {
      throw new AssertionError(
          String.format(
                  Locale.ROOT,
                  "%s = %s must be accepted, or refused by an InvalidParameterException in the compact",
                  name,
                  value)
              + String.format(
                  Locale.ROOT, " constructor of %s, which threw %s", type().getSimpleName(), e),
          e);
    }
  }

  static boolean isOneLine(String text) {
    return text != null && !text.isBlank() && text.lines().count() == 1;
  }

  /** The defaults, then what is worth trying beside them. */
  private List<P> tried() {
    return Stream.concat(Stream.of(byDefault()), plugins().stream()).distinct().toList();
  }

  final PluginKind kind() {
    return Stream.of(PluginKind.values())
        .filter(kind -> kind.spi().isAssignableFrom(type()))
        .findFirst()
        .orElseThrow();
  }

  final Class<P> type() {
    @SuppressWarnings("unchecked") // the argument that stands for P
    Class<P> type = (Class<P>) pluginOf(getClass());
    return type;
  }

  /** The plugin that a class which extends a contract names. */
  static Class<?> pluginOf(Class<?> contract) {
    for (Class<?> type = contract; type != null; type = type.getSuperclass()) {
      if (type.getGenericSuperclass() instanceof ParameterizedType parent
          && PluginContract.class.isAssignableFrom((Class<?>) parent.getRawType())) {
        for (Type argument : parent.getActualTypeArguments()) {
          if (argument instanceof Class<?> plugin && Plugin.class.isAssignableFrom(plugin)) {
            return plugin;
          }
        }
      }
    }
    throw new AssertionError(
        contract.getName() + " must name its plugin, as in extends QuantizerContract<Binary>");
  }

  private List<String> lines(String file) {
    List<String> lines = new ArrayList<>();
    try {
      for (URL url : Collections.list(type().getClassLoader().getResources(file))) {
        try (BufferedReader reader =
            new BufferedReader(new InputStreamReader(url.openStream(), StandardCharsets.UTF_8))) {
          reader.lines().map(line -> line.replaceAll("#.*", "").strip()).forEach(lines::add);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return lines;
  }
}
