package org.orthant.framework.catalog.jar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.inject.Guice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.factory.Nd4j;
import org.orthant.api.BadInputException;
import org.orthant.api.Seed;
import org.orthant.api.spi.Plugin;
import org.orthant.api.spi.Quantizer;
import org.orthant.framework.catalog.Catalog;
import org.orthant.framework.catalog.CatalogModule;
import org.orthant.framework.catalog.PluginKind;
import org.orthant.framework.catalog.PluginType;
import org.orthant.framework.catalog.SamplePlugins;

class PluginJarTest {
  @TempDir Path folder;

  @Test
  void itsPluginsStandBesideTheOthers() throws IOException {
    Path jar = quantizer("acme.Plain", "acme-plain").write(folder.resolve("plain.jar"));
    Catalog catalog = catalog(jar);

    assertThat(catalog.ids(PluginKind.QUANTIZER)).contains("acme-plain", "test-binary");
    PluginType<?> plain = catalog.find(PluginKind.QUANTIZER, "acme-plain").orElseThrow();
    assertThat(plain.origin()).isEqualTo(jar.toString());
    Quantizer quantizer = (Quantizer) plain.structure().defaults().orElseThrow();
    assertThat(quantizer.fit(null, new Seed(1)).apply(Nd4j.ones(2, 3))).isEqualTo(Nd4j.ones(2, 3));
  }

  @Test
  void tellsVersionAndHash() throws IOException, NoSuchAlgorithmException {
    Path jar =
        quantizer("acme.Plain", "acme-plain")
            .file(
                "META-INF/MANIFEST.MF", "Manifest-Version: 1.0\nImplementation-Version: 2.5-beta\n")
            .write(folder.resolve("plain.jar"));
    PluginJar read = PluginJar.open(jar);

    assertThat(read.version()).contains("2.5-beta");
    assertThat(read.name()).isEqualTo("plain.jar");
    assertThat(read.sha256())
        .isEqualTo(
            HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(jar))));
  }

  @Test
  void twoJarsHaveTheirOwnVersionsOfOneLibrary() throws IOException {
    Catalog catalog = catalog(withLibrary("first", "1.0.7"), withLibrary("second", "2.0.0"));

    for (String[] expected : new String[][] {{"first", "1.0.7"}, {"second", "2.0.0"}}) {
      PluginType<?> plugin = catalog.find(PluginKind.QUANTIZER, expected[0]).orElseThrow();
      assertThat(((Quantizer) plugin.structure().defaults().orElseThrow()).unsupported(null, null))
          .contains(expected[1]);
    }
  }

  /** A quantizer that refuses every layer, giving its library's version as the reason. */
  private Path withLibrary(String name, String version) throws IOException {
    return new JarOfSources()
        .source(
            "lib.Library",
            "package lib; public class Library { public static String version() { return \"%s\"; } }"
                .formatted(version))
        .source(
            "acme.Plugin",
            """
            package acme;

            @org.orthant.api.Id("%s")
            public record Plugin() implements org.orthant.api.spi.Quantizer {
              public java.util.Optional<String> unsupported(
                  org.orthant.api.model.LayerShape shape, org.orthant.api.spi.Role role) {
                return java.util.Optional.of(lib.Library.version());
              }

              public org.orthant.api.model.VectorMap fit(
                  org.orthant.api.spi.Sample sample, org.orthant.api.Seed seed) {
                return rows -> rows;
              }
            }
            """
                .formatted(name))
        .service(PluginKind.QUANTIZER, "acme.Plugin")
        .write(folder.resolve(name + ".jar"));
  }

  @Test
  void seesNothingOfOrthantsOwnLibraries() throws IOException, ClassNotFoundException {
    ClassLoader loader =
        PluginJar.open(quantizer("acme.Plain", "acme-plain").write(folder.resolve("plain.jar")))
            .loader();

    assertThat(loader.loadClass(Seed.class.getName())).isSameAs(Seed.class);
    assertThat(loader.loadClass(Nd4j.class.getName())).isSameAs(Nd4j.class);
    assertThat(loader.loadClass("java.sql.Driver")).isNotNull();
    for (Class<?> hidden :
        new Class<?>[] {Catalog.class, Guice.class, org.yaml.snakeyaml.Yaml.class}) {
      assertThatThrownBy(() -> loader.loadClass(hidden.getName()))
          .isInstanceOf(ClassNotFoundException.class);
    }
    assertThat(loader.getResource("logback.xml")).isNull();
    assertThat(loader.getResource("META-INF/services/" + Quantizer.class.getName()).toString())
        .contains("plain.jar");
  }

  @Test
  void theJarsOfAPluginAreThoseOfItsPartsToo() throws IOException {
    Path jar = quantizer("acme.Plain", "acme-plain").write(folder.resolve("plain.jar"));
    PluginType<?> plain = catalog(jar).find(PluginKind.QUANTIZER, "acme-plain").orElseThrow();
    Quantizer quantizer = (Quantizer) plain.structure().defaults().orElseThrow();
    Plugin holding =
        new SamplePlugins.Mlp(
            List.of(8),
            new SamplePlugins.Training(),
            Map.of("dense1", new SamplePlugins.LayerChoice(quantizer, Optional.of(quantizer))));

    assertThat(PluginJar.of(holding)).containsExactly(PluginJar.open(jar));
    assertThat(PluginJar.of(new SamplePlugins.Gbt())).isEmpty();
  }

  @Test
  void whatIsNoZipIsRefused() throws IOException {
    Path jar = folder.resolve("text.jar");
    Files.writeString(jar, "no zip at all");
    assertRefused(jar, "the plugin %s cannot be read as a jar: ");
  }

  @Test
  void aJarWithoutPluginsIsRefused() throws IOException {
    Path jar = new JarOfSources().file("readme.txt", "hello").write(folder.resolve("empty.jar"));
    assertRefused(
        jar,
        "the jar %s registers no plugin: it has none of the service files"
            + " META-INF/services/org.orthant.api.spi.Quantizer, ");
  }

  @Test
  void aClassForANewerJavaIsRefused() throws IOException {
    Path jar = quantizer("acme.Plain", "acme-plain").write(folder.resolve("newer.jar"));
    int next = Runtime.version().feature() + 1;
    setClassVersion(jar, "acme/Plain.class", 44 + next);
    assertRefused(
        jar,
        "the plugin %%s needs Java %d for its class acme.Plain, and this is Java %d"
            .formatted(next, next - 1));
  }

  private static void setClassVersion(Path jar, String entry, int version) throws IOException {
    try (var zip = java.nio.file.FileSystems.newFileSystem(jar)) {
      Path inside = zip.getPath(entry);
      byte[] bytes = Files.readAllBytes(inside);
      bytes[6] = (byte) (version >> 8);
      bytes[7] = (byte) version;
      Files.write(inside, bytes);
    }
  }

  @Test
  void aMethodThatTheApiLacksIsNamed() throws IOException {
    String seed =
        "package org.orthant.api; public record Seed(long value) { public Seed split(int parts) { return this; } }";
    Path jar =
        new JarOfSources()
            .source(
                "acme.Old",
                JarOfSources.quantizer("acme", "Old", "acme-old")
                    .replace("return rows", "seed.split(3); return rows"))
            .service(PluginKind.QUANTIZER, "acme.Old")
            .write(folder.resolve("old.jar"), Map.of("org.orthant.api.Seed", seed));
    assertRefused(
        jar,
        "the plugin %s was built for another version of Orthant: its class acme.Old uses the method"
            + " org.orthant.api.Seed.split(int), which is not there");
  }

  @Test
  void aClassThatTheApiLacksIsNamed() throws IOException {
    Path jar =
        new JarOfSources()
            .source(
                "acme.Old",
                JarOfSources.quantizer("acme", "Old", "acme-old")
                    .replace("return rows", "new org.orthant.api.Gone(); return rows"))
            .service(PluginKind.QUANTIZER, "acme.Old")
            .write(
                folder.resolve("old.jar"),
                Map.of("org.orthant.api.Gone", "package org.orthant.api; public class Gone {}"));
    assertRefused(
        jar,
        "the plugin %s was built for another version of Orthant: its class acme.Old uses the class"
            + " org.orthant.api.Gone, which is not there");
  }

  @Test
  void aMethodThatTheApiAsksForIsNamed() throws IOException {
    String probe =
        "package org.orthant.api.spi; public non-sealed interface Probe extends Plugin {}";
    String plugin = "package org.orthant.api.spi; public sealed interface Plugin permits Probe {}";
    Path jar =
        new JarOfSources()
            .source(
                "acme.Old",
                "package acme; @org.orthant.api.Id(\"acme-old\") public record Old() implements org.orthant.api.spi.Probe {}")
            .service(PluginKind.PROBE, "acme.Old")
            .write(
                folder.resolve("old.jar"),
                Map.of("org.orthant.api.spi.Probe", probe, "org.orthant.api.spi.Plugin", plugin));
    assertThatThrownBy(() -> catalog(jar))
        .isInstanceOf(BadInputException.class)
        .hasMessageStartingWith("probe plugin acme.Old in %s does not implement Probe.", jar)
        .hasMessageEndingWith("; it was built for another version of Orthant");
  }

  @Test
  void aJarThatBringsAlongTheApiIsRefused() throws IOException {
    Path jar =
        quantizer("acme.Plain", "acme-plain")
            .source("org.nd4j.Copy", "package org.nd4j; public class Copy {}")
            .write(folder.resolve("shaded.jar"));
    assertRefused(
        jar,
        "the plugin %s brings along org.nd4j.Copy, which it must share with Orthant; give that"
            + " dependency the scope 'provided'");
  }

  @Test
  void bytesThatAreNoClassAreRefused() throws IOException {
    Path jar =
        quantizer("acme.Plain", "acme-plain")
            .file("acme/Broken.class", "no class")
            .write(folder.resolve("broken.jar"));
    assertRefused(
        jar,
        "the plugin %s cannot be read as a jar: its class acme.Broken is broken: no class file");
  }

  @Test
  void aClassThatEndsInTheMiddleIsNamed() throws IOException {
    Path jar =
        quantizer("acme.Plain", "acme-plain")
            .file("acme/Broken.class", "\u0000")
            .write(folder.resolve("truncated.jar"));
    assertRefused(
        jar, "the plugin %s cannot be read as a jar: its class acme.Broken ends in the middle");
  }

  @Test
  void aServiceThatIsNotInTheJarIsRefused() throws IOException {
    Path jar =
        new JarOfSources()
            .service(PluginKind.QUANTIZER, SamplePlugins.Binary.class.getName())
            .write(folder.resolve("elsewhere.jar"));
    assertThatThrownBy(() -> catalog(jar))
        .isInstanceOf(BadInputException.class)
        .hasMessageStartingWith("plugins of kind quantizer in %s cannot be loaded: ", jar)
        .hasMessageEndingWith("Provider %s not found", SamplePlugins.Binary.class.getName());
  }

  @Test
  void anIdThatExistsIsRefusedWithBothJars() throws IOException {
    Path first = quantizer("acme.Plain", "acme-plain").write(folder.resolve("first.jar"));
    Path second = quantizer("other.Plain", "acme-plain").write(folder.resolve("second.jar"));
    assertThatThrownBy(() -> catalog(first, second))
        .isInstanceOf(BadInputException.class)
        .hasMessage(
            "two plugins of kind quantizer have the id 'acme-plain': acme.Plain in %s and"
                + " other.Plain in %s",
            first, second);
  }

  @Test
  void aFolderGivesItsJarsAndEachCountsOnce() throws IOException {
    Path home = Files.createDirectory(folder.resolve("home"));
    Path jar = quantizer("acme.Plain", "acme-plain").write(home.resolve("plain.jar"));
    Files.writeString(home.resolve("notes.txt"), "no jar");

    assertThat(new PluginPaths(home, List.of(jar, home)).jars())
        .containsExactly(PluginJar.open(jar));
    assertThat(new PluginPaths(folder.resolve("missing"), List.of()).jars()).isEmpty();
  }

  @Test
  void namedPathsMustHoldJars() throws IOException {
    Path empty = Files.createDirectory(folder.resolve("empty"));
    Path missing = folder.resolve("missing.jar");
    assertThatThrownBy(() -> new PluginPaths(folder, List.of(empty)).jars())
        .isInstanceOf(BadInputException.class)
        .hasMessage("--plugins: the folder %s holds no jar", empty);
    assertThatThrownBy(() -> new PluginPaths(folder, List.of(missing)).jars())
        .isInstanceOf(BadInputException.class)
        .hasMessage("--plugins: no jar or folder %s", missing);
  }

  private static JarOfSources quantizer(String className, String id) {
    int dot = className.lastIndexOf('.');
    return new JarOfSources()
        .source(
            className,
            JarOfSources.quantizer(className.substring(0, dot), className.substring(dot + 1), id))
        .service(PluginKind.QUANTIZER, className);
  }

  private static void assertRefused(Path jar, String message) {
    assertThatThrownBy(() -> PluginJar.open(jar))
        .isInstanceOf(BadInputException.class)
        .hasMessageStartingWith(message.formatted(jar))
        .hasMessageNotContaining("\n");
  }

  private static Catalog catalog(Path... jars) {
    return Guice.createInjector(
            new CatalogModule(
                SamplePlugins.all(), List.of(jars).stream().map(PluginJar::open).toList()))
        .getInstance(Catalog.class);
  }

  @Test
  void aManifestLargerThanAnyIsRefused() throws IOException {
    Path jar =
        quantizer("acme.Plain", "acme-plain")
            .file("META-INF/MANIFEST.MF", "\n".repeat((16 << 20) + 1))
            .write(folder.resolve("large.jar"));
    assertThat(Files.size(jar)).isLessThan(100_000);
    assertRefused(
        jar,
        "the plugin %s cannot be read as a jar: META-INF/MANIFEST.MF has more than 16777216 bytes");
  }

  @Test
  void aMethodWithATypeThatIsNoMoreIsRefused() throws IOException {
    Path jar =
        new JarOfSources()
            .source(
                "acme.Caller",
                """
                package acme;

                class Caller {
                  long number() {
                    return new org.orthant.api.Seed(1).stream(new org.orthant.api.Gone());
                  }
                }
                """)
            .service(PluginKind.QUANTIZER, "acme.Caller")
            .write(
                folder.resolve("older.jar"),
                Map.of(
                    "org.orthant.api.Gone",
                    "package org.orthant.api; public class Gone {}",
                    "org.orthant.api.Seed",
                    """
                    package org.orthant.api;

                    public class Seed {
                      public Seed(long value) {}

                      public long stream(Gone gone) {
                        return 0;
                      }
                    }
                    """));
    assertRefused(
        jar, "the plugin %s was built for another version of Orthant: its class acme.Caller uses ");
  }

  @Test
  void entriesWithPathsThatLeadOutsideAreNeverUnpacked() throws IOException {
    Path jar =
        quantizer("acme.Plain", "acme-plain")
            .file("../../evil.txt", "evil")
            .write(folder.resolve("slip.jar"));
    assertThat(catalog(jar).ids(PluginKind.QUANTIZER)).contains("acme-plain");
    assertThat(folder.getParent().getParent().resolve("evil.txt")).doesNotExist();
  }
}
