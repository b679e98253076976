package org.orthant.framework.catalog.jar;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.orthant.api.BadInputException;
import org.orthant.api.spi.Plugin;
import org.orthant.framework.failure.Reason;

/**
 * Reads a jar class by class, to refuse what would fail only when it is loaded or called.
 *
 * @param file where the jar lies, for messages
 */
record Examination(Path file, JarFile jar) {
  private static final String METADATA = "META-INF/";
  private static final String SERVICES = METADATA + "services/";
  private static final String CLASS = ".class";
  private static final int LARGEST_ENTRY = 16 << 20;
  private static final long LARGEST_JAR = 1L << 30;

  /**
   * @throws BadInputException if the jar registers no plugin, brings along what it must share, or
   *     was compiled for a newer Java or for another version of Orthant
   * @throws IOException if it cannot be read
   */
  void requireUsable() throws IOException {
    requirePlugins();
    long left = LARGEST_JAR;
    for (JarEntry entry : jar.stream().toList()) {
      String name = entry.getName();
      if (name.endsWith(CLASS) || name.startsWith(METADATA)) {
        byte[] bytes = bytes(entry);
        left -= bytes.length;
        if (left < 0) {
          throw new IOException(
              String.format(Locale.ROOT, "its classes have more than %d bytes", LARGEST_JAR));
        }
        if (!name.startsWith(METADATA)) {
          requireLoadable(name, bytes);
        }
      }
    }
  }

  private void requirePlugins() {
    List<String> services =
        Stream.of(Plugin.class.getPermittedSubclasses())
            .map(kind -> SERVICES + kind.getName())
            .toList();
    if (services.stream().allMatch(service -> jar.getEntry(service) == null)) {
      throw new BadInputException(
          String.format(
              Locale.ROOT,
              "the jar %s registers no plugin: it has none of the service files %s",
              file,
              String.join(", ", services)));
    }
  }

  private void requireLoadable(String entry, byte... bytes) throws IOException {
    String name = entry.substring(0, entry.length() - CLASS.length()).replace('/', '.');
    if (Api.shares(name)) {
      throw new BadInputException(
          String.format(
              Locale.ROOT,
              "the plugin %s brings along %s, which it must share with Orthant; give that dependency the scope 'provided'",
              file,
              name));
    }
    ClassFile read = read(name, bytes);
    int release = Runtime.version().feature();
    if (read.release() > release) {
      throw new BadInputException(
          String.format(
              Locale.ROOT,
              "the plugin %s needs Java %d for its class %s, and this is Java %d",
              file,
              read.release(),
              name,
              release));
    }
    read.members().stream()
        .flatMap(member -> Api.lacks(member).stream())
        .findFirst()
        .ifPresent(
            missing -> {
              throw new BadInputException(
                  String.format(
                      Locale.ROOT,
                      "the plugin %s was built for another version of Orthant: its class %s uses %s, which is not there",
                      file,
                      name,
                      missing));
            });
  }

  private static ClassFile read(String name, byte... bytes) throws IOException {
    try {
      return ClassFile.read(bytes);
    } catch (EOFException e) {
      throw new IOException("its class " + name + " ends in the middle", e);
    } catch (IOException e) {
      throw new IOException("its class " + name + " is broken: " + Reason.of(e), e);
    }
  }

  private byte[] bytes(JarEntry entry) throws IOException {
    try (InputStream in = jar.getInputStream(entry)) {
      byte[] bytes = in.readNBytes(LARGEST_ENTRY + 1);
      if (bytes.length > LARGEST_ENTRY) {
        throw new IOException(
            String.format(
                Locale.ROOT, "%s has more than %d bytes", entry.getName(), LARGEST_ENTRY));
      }
      return bytes;
    }
  }
}
