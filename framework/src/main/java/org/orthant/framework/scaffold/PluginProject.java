package org.orthant.framework.scaffold;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.lang.model.SourceVersion;
import org.orthant.api.BadInputException;
import org.orthant.framework.catalog.PluginKind;

/**
 * The Maven project of a plugin that does something already: the record, its registration, its
 * contract as a test, a run that uses it, a README.
 *
 * @param kind what the plugin is; anything but an executor
 * @param id the plugin's id and the project's name, in kebab-case
 * @param packageName the Java package, which is the Maven group too
 * @param version the version of Orthant to build against
 */
public record PluginProject(PluginKind kind, String id, String packageName, String version) {
  private static final Pattern ID = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");
  private static final Pattern PACKAGE = Pattern.compile("[a-z_][a-z0-9_]*(\\.[a-z_][a-z0-9_]*)*");

  /** The kinds that there are templates of. */
  public static final List<PluginKind> KINDS =
      Stream.of(PluginKind.values()).filter(kind -> kind != PluginKind.EXECUTOR).toList();

  /**
   * @throws BadInputException if the id is not in kebab-case or its class would hide another, or if
   *     the package is none
   */
  public PluginProject {
    if (!ID.matcher(id).matches()) {
      throw new BadInputException(
          "a plugin's name is its id, in kebab-case and beginning with a letter, such as soft-sign;"
              + " found '"
              + id
              + "'");
    }
    if (!PACKAGE.matcher(packageName).matches() || !SourceVersion.isName(packageName)) {
      throw new BadInputException(
          "expected a package such as org.example, found '" + packageName + "'");
    }
    if (hides(className(id), kind)) {
      throw new BadInputException(
          String.format(
              Locale.ROOT,
              "the class %s of '%s' would hide another of that name; choose another name",
              className(id),
              id));
    }
  }

  /** Whether the plugin's source would mean something else by the name. */
  private static boolean hides(String className, PluginKind kind) {
    if (template(word(kind) + ".java").contains("." + className + ";")) {
      return true;
    }
    try {
      Class.forName("java.lang." + className, false, null);
      return true;
    } catch (ClassNotFoundException e) {
      return false;
    }
  }

  private static String className(String id) {
    return Pattern.compile("(?:^|-)(.)")
        .matcher(id)
        .replaceAll(first -> first.group(1).toUpperCase(Locale.ROOT));
  }

  /** The kind as its interface's contract and the templates are named by. */
  private static String word(PluginKind kind) {
    return Character.toUpperCase(kind.id().charAt(0)) + kind.id().substring(1);
  }

  /**
   * Writes the project in one step.
   *
   * @param folder where to; must not exist yet
   * @throws BadInputException if it exists or cannot be written
   */
  public void write(Path folder) {
    if (Files.exists(folder)) {
      throw new BadInputException(
          String.format(Locale.ROOT, "%s exists already; nothing was written", folder));
    }
    Path target = folder.toAbsolutePath();
    try {
      Path draft =
          Files.createTempDirectory(Files.createDirectories(target.getParent()), ".new-plugin");
      try {
        for (Map.Entry<String, String> file : files().entrySet()) {
          Path path = draft.resolve(file.getKey());
          Files.createDirectories(path.getParent());
          Files.writeString(path, file.getValue());
        }
        Files.setPosixFilePermissions(draft, Files.getPosixFilePermissions(target.getParent()));
        Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE);
      } finally {
        delete(draft);
      }
    } catch (IOException e) {
      throw new BadInputException(
          String.format(Locale.ROOT, "the project cannot be written to %s: %s", folder, e), e);
    }
  }

  private static void delete(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }

  /** The project's files by their paths. */
  private Map<String, String> files() {
    String sources = packageName.replace('.', '/') + "/" + className(id);
    Map<String, String> files = new LinkedHashMap<>();
    files.put("pom.xml", filled("pom.xml"));
    files.put("README.md", filled("README.md"));
    files.put(".gitignore", filled("gitignore"));
    files.put("run.yaml", filled(kind.id() + ".yaml"));
    files.put("src/main/java/" + sources + ".java", filled(word(kind) + ".java"));
    files.put("src/test/java/" + sources + "Test.java", filled("Test.java"));
    files.put(
        "src/main/resources/META-INF/services/" + kind.spi().getName(),
        packageName + "." + className(id) + "\n");
    return files;
  }

  private String filled(String name) {
    return template(name)
        .replace("@id@", id)
        .replace("@kind@", kind.id())
        .replace("@Kind@", word(kind))
        .replace("@Class@", className(id))
        .replace("@package@", packageName)
        .replace("@version@", version);
  }

  private static String template(String name) {
    try (InputStream in = PluginProject.class.getResourceAsStream(name + ".template")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException("the template " + name + " cannot be read", e);
    }
  }
}
