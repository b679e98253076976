package org.orthant.framework.catalog.jar;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.jar.JarFile;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.PropertyDefaults;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;
import org.orthant.api.BadInputException;
import org.orthant.framework.catalog.PluginKind;
import org.orthant.fuzz.Fuzz;

@PropertyDefaults(
    tries = Fuzz.ROUNDS,
    shrinking = ShrinkingMode.OFF,
    edgeCases = EdgeCasesMode.NONE)
final class JarFuzzTest {
  private static final Path FILE = newFile();
  private static final byte[] JAR = jar();
  private static final Fuzz JARS =
      new Fuzz("jar of plugins", List.of(BadInputException.class), JAR);
  private static final Fuzz CLASSES =
      new Fuzz("class in a jar", List.of(IOException.class), classFile());

  private static Path newFile() {
    try {
      return Files.createTempDirectory("fuzz").resolve("plugin.jar");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] jar() {
    try {
      return Files.readAllBytes(
          new JarOfSources()
              .source("acme.Plain", JarOfSources.quantizer("acme", "Plain", "acme-plain"))
              .service(PluginKind.QUANTIZER, "acme.Plain")
              .file("META-INF/MANIFEST.MF", "Manifest-Version: 1.0\nImplementation-Version: 2\n")
              .write(FILE));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] classFile() {
    try (JarFile jar = new JarFile(Files.write(FILE, JAR).toFile());
        InputStream in = jar.getInputStream(jar.getEntry("acme/Plain.class"))) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @AfterContainer
  static void report() throws IOException {
    Files.delete(FILE);
    List.of(JARS, CLASSES).forEach(Fuzz::report);
  }

  @Property(seed = "1705")
  void jars(@ForAll Random random) {
    JARS.feed(random, input -> PluginJar.open(Files.write(FILE, input)));
  }

  @Property(seed = "1706")
  void classes(@ForAll Random random) {
    CLASSES.feed(random, input -> ClassFile.read(input).members().forEach(Api::lacks));
  }
}
