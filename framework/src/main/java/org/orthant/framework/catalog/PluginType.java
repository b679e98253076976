package org.orthant.framework.catalog;

import static java.util.stream.Collectors.joining;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.orthant.api.BadInputException;
import org.orthant.api.Doc;
import org.orthant.api.Id;
import org.orthant.api.spi.Plugin;

/**
 * What is known of a plugin before any instance of it exists.
 *
 * @param kind its kind
 * @param id its id, unique within the kind
 * @param type the record
 * @param doc what it does, one line; empty where the author said nothing
 * @param formula in plain text; empty where there is none
 * @param source the publication it comes from; empty where there is none
 * @param origin the jar or folder that holds the class
 * @param parameters in the order of the record's components
 */
public record PluginType<P extends Plugin>(
    PluginKind kind,
    String id,
    Class<? extends P> type,
    String doc,
    String formula,
    String source,
    String origin,
    List<Parameter> parameters) {

  private static final Pattern KEBAB_CASE = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");

  public PluginType {
    parameters = List.copyOf(parameters);
  }

  /**
   * Examines a plugin's class without making an instance.
   *
   * @throws BadInputException if it is not what a plugin must be
   */
  static <P extends Plugin> PluginType<P> of(PluginKind kind, Class<? extends P> type) {
    String origin = origin(type);
    String subject =
        String.format(Locale.ROOT, "%s plugin %s in %s", kind.id(), type.getName(), origin);
    if (!type.isRecord() || !Modifier.isPublic(type.getModifiers())) {
      throw new BadInputException(subject + " must be a public record");
    }
    Id id = type.getAnnotation(Id.class);
    if (id == null) {
      throw new BadInputException(subject + " has no @Id");
    }
    if (!KEBAB_CASE.matcher(id.value()).matches()) {
      throw new BadInputException(
          subject + " must have an id in kebab-case, but has '" + id.value() + "'");
    }
    requireWhole(subject, kind, type);
    Optional<Doc> doc = Optional.ofNullable(type.getAnnotation(Doc.class));
    return new PluginType<>(
        kind,
        id.value(),
        type,
        doc.map(Doc::value).orElse(""),
        doc.map(Doc::formula).orElse(""),
        doc.map(Doc::source).orElse(""),
        origin,
        new Structure(type.asSubclass(Record.class)).parameters());
  }

  /** One built against an older API lacks what was added since. */
  private static void requireWhole(String subject, PluginKind kind, Class<?> type) {
    for (Method method : kind.spi().getMethods()) {
      if (Modifier.isAbstract(method.getModifiers()) && isMissing(method, type)) {
        throw new BadInputException(
            String.format(
                Locale.ROOT,
                "%s does not implement %s.%s(%s); it was built for another version of Orthant",
                subject,
                method.getDeclaringClass().getSimpleName(),
                method.getName(),
                Stream.of(method.getParameterTypes())
                    .map(Class::getSimpleName)
                    .collect(joining(", "))));
      }
    }
  }

  private static boolean isMissing(Method method, Class<?> type) {
    try {
      return Modifier.isAbstract(
          type.getMethod(method.getName(), method.getParameterTypes()).getModifiers());
    } catch (NoSuchMethodException e) {
      return true;
    }
  }

  /** The plugin's record, for making instances. */
  public Structure structure() {
    return new Structure(type.asSubclass(Record.class));
  }

  /**
   * The plugin as its no-argument constructor makes it.
   *
   * @throws BadInputException if that constructor throws
   */
  public Optional<Record> defaults() {
    try {
      return structure().defaults();
    } catch (RuntimeException e) {
      throw new BadInputException(
          String.format(
              Locale.ROOT,
              "the defaults of the %s %s in %s are refused: %s",
              kind.id(),
              id,
              origin,
              e),
          e);
    }
  }

  private static String origin(Class<?> type) {
    CodeSource source = type.getProtectionDomain().getCodeSource();
    if (source == null || source.getLocation() == null) {
      return "the Java runtime";
    }
    try {
      return Path.of(source.getLocation().toURI()).toString();
    } catch (URISyntaxException | IllegalArgumentException e) {
      return source.getLocation().toString();
    }
  }
}
