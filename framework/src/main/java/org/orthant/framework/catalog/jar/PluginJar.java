package org.orthant.framework.catalog.jar;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.RecordComponent;
import java.net.MalformedURLException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import org.orthant.api.BadInputException;
import org.orthant.api.spi.Plugin;

/**
 * A jar of plugins.
 *
 * @param file where it lies
 * @param version its manifest's {@code Implementation-Version}; empty where it has none
 * @param sha256 of the whole file, in hexadecimal
 */
public record PluginJar(Path file, Optional<String> version, String sha256) {
  private static final String SERVICES = "META-INF/services/";
  private static final String CLASS = ".class";
  private static final int LARGEST_CLASS = 16 << 20;

  /**
   * Examines a jar. None of its classes is loaded.
   *
   * @throws BadInputException if it is no jar, registers no plugin, brings along what it must
   *     share, or was compiled for a newer Java or for another version of Orthant
   */
  public static PluginJar open(Path file) {
    try (JarFile jar = new JarFile(file.toFile(), false)) {
      requirePlugins(file, jar);
      for (JarEntry entry : jar.stream().toList()) {
        if (entry.getName().endsWith(CLASS) && !entry.getName().startsWith("META-INF/")) {
          requireLoadable(file, entry.getName(), bytes(jar, entry));
        }
      }
      return new PluginJar(file, version(jar), sha256(file));
    } catch (IOException | SecurityException e) {
      throw new BadInputException(
          "the plugin %s cannot be read as a jar: %s".formatted(file, e.getMessage()), e);
    }
  }

  private static void requirePlugins(Path file, JarFile jar) {
    List<String> services =
        Stream.of(Plugin.class.getPermittedSubclasses())
            .map(kind -> SERVICES + kind.getName())
            .toList();
    if (services.stream().allMatch(service -> jar.getEntry(service) == null)) {
      throw new BadInputException(
          "the jar %s registers no plugin: it has none of the service files %s"
              .formatted(file, String.join(", ", services)));
    }
  }

  private static void requireLoadable(Path file, String entry, byte... bytes) throws IOException {
    String name = entry.substring(0, entry.length() - CLASS.length()).replace('/', '.');
    if (Api.shares(name)) {
      throw new BadInputException(
          "the plugin %s brings along %s, which it must share with Orthant; give that dependency the scope 'provided'"
              .formatted(file, name));
    }
    ClassFile read = ClassFile.read(bytes);
    int release = Runtime.version().feature();
    if (read.release() > release) {
      throw new BadInputException(
          "the plugin %s needs Java %d for its class %s, and this is Java %d"
              .formatted(file, read.release(), name, release));
    }
    read.members().stream()
        .flatMap(member -> Api.lacks(member).stream())
        .findFirst()
        .ifPresent(
            missing -> {
              throw new BadInputException(
                  "the plugin %s was built for another version of Orthant: its class %s uses %s, which is not there"
                      .formatted(file, name, missing));
            });
  }

  private static byte[] bytes(JarFile jar, JarEntry entry) throws IOException {
    try (InputStream in = jar.getInputStream(entry)) {
      byte[] bytes = in.readNBytes(LARGEST_CLASS + 1);
      if (bytes.length > LARGEST_CLASS) {
        throw new IOException(
            "%s has more than %d bytes".formatted(entry.getName(), LARGEST_CLASS));
      }
      return bytes;
    }
  }

  private static Optional<String> version(JarFile jar) throws IOException {
    return Optional.ofNullable(jar.getManifest())
        .map(Manifest::getMainAttributes)
        .map(attributes -> attributes.getValue(Attributes.Name.IMPLEMENTATION_VERSION));
  }

  private static String sha256(Path file) throws IOException {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
        in.transferTo(java.io.OutputStream.nullOutputStream());
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
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
