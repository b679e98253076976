package org.orthant.framework.catalog.jar;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.RecordComponent;
import java.net.MalformedURLException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import org.orthant.api.BadInputException;
import org.orthant.api.spi.Plugin;
import org.orthant.framework.digest.Sha256;
import org.orthant.framework.failure.Reason;

/**
 * A jar of plugins.
 *
 * @param file where it lies
 * @param version its manifest's {@code Implementation-Version}; empty where it has none
 * @param sha256 of the whole file, in hexadecimal
 */
public record PluginJar(Path file, Optional<String> version, String sha256) {
  /**
   * Examines a jar. None of its classes is loaded.
   *
   * @throws BadInputException if it is no jar, registers no plugin, brings along what it must
   *     share, or was compiled for a newer Java or for another version of Orthant
   */
  public static PluginJar open(Path file) {
    try (JarFile jar = new JarFile(file.toFile(), false)) {
      new Examination(file, jar).requireUsable();
      return new PluginJar(file, version(jar), Sha256.of(file));
    } catch (IOException | SecurityException e) {
      throw new BadInputException(
          String.format(
              Locale.ROOT, "the plugin %s cannot be read as a jar: %s", file, Reason.of(e)),
          e);
    }
  }

  private static Optional<String> version(JarFile jar) throws IOException {
    return Optional.ofNullable(jar.getManifest())
        .map(Manifest::getMainAttributes)
        .map(attributes -> attributes.getValue(Attributes.Name.IMPLEMENTATION_VERSION));
  }

  /** The jars that a plugin and the plugins among its parameters come from, without repeats. */
  public static List<PluginJar> of(Plugin plugin) {
    return parts(plugin)
        .map(part -> part.getClass().getClassLoader())
        .filter(PluginClassLoader.class::isInstance)
        .map(loader -> ((PluginClassLoader) loader).jar())
        .distinct()
        .toList();
  }

  private static Stream<Object> parts(Object value) {
    return Stream.concat(Stream.of(value), inside(value).flatMap(PluginJar::parts));
  }

  private static Stream<?> inside(Object value) {
    if (value instanceof Optional<?> optional) {
      return optional.stream();
    }
    if (value instanceof Collection<?> collection) {
      return collection.stream();
    }
    if (value instanceof Map<?, ?> map) {
      return map.values().stream();
    }
    return value instanceof Record record
        ? Stream.of(record.getClass().getRecordComponents())
            .map(component -> component(record, component))
            .flatMap(Stream::ofNullable)
        : Stream.of();
  }

  private static Object component(Record record, RecordComponent component) {
    try {
      return component.getAccessor().invoke(record);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(record.getClass().getName() + "." + component, e);
    }
  }

  /** The file's name. */
  public String name() {
    return file.getFileName().toString();
  }

  /** A loader of its classes, apart from those of all other jars. */
  public ClassLoader loader() {
    try {
      return new PluginClassLoader(this, file.toUri().toURL(), Api.class.getClassLoader());
    } catch (MalformedURLException e) {
      throw new UncheckedIOException(e);
    }
  }
}
