package org.orthant.framework.catalog.jar;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.orthant.framework.catalog.PluginKind;

/** Compiles sources and packs them as an author would, or as one who errs. */
public final class JarOfSources {
  private final Map<String, byte[]> entries = new LinkedHashMap<>();
  private final Map<String, String> sources = new LinkedHashMap<>();

  /** A quantizer that leaves vectors as they are. */
  public static String quantizer(String packageName, String simpleName, String id) {
    return """
        package %s;

        @org.orthant.api.Id("%s")
        public record %s() implements org.orthant.api.spi.Quantizer {
          public org.orthant.api.model.VectorMap fit(
              org.orthant.api.spi.Sample sample, org.orthant.api.Seed seed) {
            return rows -> rows.dup('c');
          }
        }
        """
        .formatted(packageName, id, simpleName);
  }

  /** Adds a class. */
  public JarOfSources source(String className, String source) {
    sources.put(className.replace('.', '/') + ".java", source);
    return this;
  }

  /** Adds a file that is no class. */
  public JarOfSources file(String name, String text) {
    entries.put(name, text.getBytes(StandardCharsets.UTF_8));
    return this;
  }

  /** Registers a plugin. */
  public JarOfSources service(PluginKind kind, String className) {
    return file("META-INF/services/" + kind.spi().getName(), className + "\n");
  }

  /** Compiles against the API as it is. */
  public Path write(Path jar) throws IOException {
    return write(jar, Map.of());
  }

  /**
   * Compiles against an API some of whose classes are others.
   *
   * @param api their sources by class name; their classes do not go into the jar
   */
  public Path write(Path jar, Map<String, String> api) throws IOException {
    Path folder = Files.createTempDirectory(jar.toAbsolutePath().getParent(), "compiled");
    Path other = Files.createDirectory(folder.resolve("api"));
    Map<String, String> apiFiles = new LinkedHashMap<>();
    api.forEach((name, source) -> apiFiles.put(name.replace('.', '/') + ".java", source));
    compile(apiFiles, other, System.getProperty("java.class.path"));
    Path classes = Files.createDirectory(folder.resolve("classes"));
    compile(
        sources,
        classes,
        other + java.io.File.pathSeparator + System.getProperty("java.class.path"));
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar));
        Stream<Path> files = Files.walk(classes)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        put(out, classes.relativize(file).toString(), Files.readAllBytes(file));
      }
      for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
        put(out, entry.getKey(), entry.getValue());
      }
    }
    return jar;
  }

  private static void put(JarOutputStream out, String name, byte[] bytes) throws IOException {
    out.putNextEntry(new JarEntry(name));
    out.write(bytes);
  }

  private static void compile(Map<String, String> files, Path target, String classPath)
      throws IOException {
    if (files.isEmpty()) {
      return;
    }
    Path folder = Files.createTempDirectory(target.getParent(), "sources");
    for (Map.Entry<String, String> file : files.entrySet()) {
      Path path = folder.resolve(file.getKey());
      Files.createDirectories(path.getParent());
      Files.writeString(path, file.getValue());
    }
    List<String> options = List.of("-proc:none", "-cp", classPath, "-d", target.toString());
    List<String> names =
        files.keySet().stream().map(name -> folder.resolve(name).toString()).toList();
    String[] arguments = Stream.concat(options.stream(), names.stream()).toArray(String[]::new);
    assertThat(ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments)).isZero();
  }
}
