package org.orthant.framework.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.inject.ConfigurationException;
import com.google.inject.Guice;
import com.google.inject.Injector;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.orthant.api.BadInputException;
import org.orthant.api.Id;
import org.orthant.api.Seed;
import org.orthant.api.model.Isometry;
import org.orthant.api.spi.Plugin;
import org.orthant.api.spi.Rotation;
import org.orthant.api.spi.Sample;
import org.orthant.framework.catalog.SamplePlugins.IdleQuantizer;
import org.orthant.framework.catalog.jar.JarOfSources;

final class CatalogTest {
  private static final Path TEST_CLASSES = locationOf(CatalogTest.class);

  private final Catalog catalog = catalogOf(SamplePlugins.all());

  @Test
  void pluginsAreListedByKindAndSortedById() {
    assertThat(catalog.ids(PluginKind.QUANTIZER))
        .containsExactly("test-binary", "test-crashing", "test-gbt", "test-ternary");
    assertThat(catalog.all(PluginKind.QUANTIZER).stream().<Object>map(PluginType::type))
        .containsExactly(
            SamplePlugins.Binary.class,
            SamplePlugins.Crashing.class,
            SamplePlugins.Gbt.class,
            SamplePlugins.Ternary.class);
    assertThat(catalog.ids(PluginKind.ROTATION)).containsExactly("test-hadamard");
    assertThat(catalog.ids(PluginKind.PROBE)).containsExactly("test-angle", "test-dot-product");
    assertThat(catalog.ids(PluginKind.DATASET)).containsExactly("test-digits", "test-files");
    assertThat(catalog.ids(PluginKind.NETWORK)).containsExactly("test-mlp", "test-stored");
    assertThat(catalog.ids(PluginKind.EXECUTOR)).containsExactly("local");
  }

  @Test
  void aPluginIsFoundByKindAndIdOnly() {
    assertThat(catalog.find(PluginKind.ROTATION, "test-hadamard")).isPresent();
    assertThat(catalog.find(PluginKind.QUANTIZER, "test-hadamard")).isEmpty();
  }

  @Test
  void aPluginTellsWhatItIs() {
    PluginType<?> binary = catalog.find(PluginKind.QUANTIZER, "test-binary").orElseThrow();
    assertThat(binary.kind()).isEqualTo(PluginKind.QUANTIZER);
    assertThat(binary.doc()).isEqualTo("Keeps the sign");
    assertThat(binary.formula()).isEqualTo("sign(x)");
    assertThat(binary.source()).isEqualTo("Courbariaux et al. 2016");
    assertThat(binary.origin()).isEqualTo(TEST_CLASSES.toString());
    assertThat(binary.parameters()).isEmpty();
  }

  @Test
  void parametersTellNameTypeDefaultAndPurpose() {
    assertThat(parametersOf(PluginKind.QUANTIZER, "test-ternary"))
        .containsExactly(
            "rule: one of absolute, relative-to-mean = relative-to-mean",
            "threshold: a number = 0.7 (Below it, zero)",
            "keep-scale: true or false = false",
            "bits: a whole number, or nothing = nothing");
    assertThat(parametersOf(PluginKind.QUANTIZER, "test-gbt"))
        .containsExactly(
            "quantizer: a quantizer = {test-ternary: {rule: absolute, threshold: 0.02,"
                + " keep-scale: false, bits: nothing}}",
            "rotation: a rotation = test-hadamard");
    assertThat(parametersOf(PluginKind.NETWORK, "test-mlp"))
        .containsExactly(
            "dense: a list, each entry a whole number = [512, 512]",
            "training: a mapping of epochs, batch, learning-rate = {epochs: 6, batch: 50,"
                + " learning-rate: 0.01}",
            "overrides: a mapping from names, each value a mapping of weights, activations = {}");
    assertThat(parametersOf(PluginKind.DATASET, "test-files"))
        .containsExactly("folder: a path without default");
  }

  @Test
  void kindsAreNamedInKebabCase() {
    assertThat(PluginKind.values())
        .extracting(PluginKind::id)
        .containsExactly("quantizer", "rotation", "probe", "dataset", "network", "executor");
    assertThat(PluginKind.EXECUTOR.words()).isEqualTo("an executor");
    assertThat(PluginKind.of(Rotation.class)).contains(PluginKind.ROTATION);
    assertThat(PluginKind.of(Plugin.class)).isEmpty();
  }

  @Test
  void listingMakesNoInstance() {
    Catalog untouched = catalogOf(new ServiceFiles().with(Explosive.class));
    PluginType<?> explosive = untouched.find(PluginKind.QUANTIZER, "test-explosive").orElseThrow();
    assertThat(explosive.parameters()).extracting(Parameter::name).containsExactly("fuse");
    assertThatThrownBy(() -> explosive.structure().defaults())
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("an instance was made");
  }

  @Test
  void aKindMayHaveNoPlugin() {
    assertThat(catalogOf(new ServiceFiles()).all(PluginKind.PROBE)).isEmpty();
  }

  @Test
  void thePluginsOfTheClassPathCanBeListed() {
    assertThat(catalogOf(CatalogTest.class.getClassLoader()).all(PluginKind.EXECUTOR))
        .allSatisfy(plugin -> assertThat(plugin.kind()).isEqualTo(PluginKind.EXECUTOR));
  }

  @Test
  void theInjectorIsStrict() {
    Injector injector = Guice.createInjector(new CatalogModule(new ServiceFiles()));
    assertThatThrownBy(() -> injector.getInstance(Unbound.class))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("Explicit bindings are required");
  }

  @Test
  void aPluginWithoutIdIsRefused() {
    assertRefused(Anonymous.class, "quantizer plugin %s in %s has no @Id");
  }

  @Test
  void aPluginThatIsNoRecordIsRefused() {
    assertRefused(NoRecord.class, "quantizer plugin %s in %s must be a public record");
  }

  @Test
  void aPluginThatIsNotPublicIsRefused() {
    assertRefused(Hidden.class, "quantizer plugin %s in %s must be a public record");
  }

  @Test
  void anIdThatIsNotKebabCaseIsRefused() {
    assertRefused(
        Shouting.class, "quantizer plugin %s in %s must have an id in kebab-case, but has 'A.B'");
  }

  @Test
  void aPluginWithoutDefaultsIsRefused() {
    assertThatThrownBy(() -> catalogOf(new ServiceFiles().with(WithoutDefaults.class)))
        .isInstanceOf(BadInputException.class)
        .hasMessageStartingWith("plugins of kind quantizer cannot be loaded: ")
        .hasMessageContaining(WithoutDefaults.class.getName())
        .hasMessageContaining("no-arg constructor")
        .hasMessageNotContaining("\n");
  }

  @Test
  void aParameterThatCannotBeWrittenIsRefused() {
    assertThatThrownBy(() -> catalogOf(new ServiceFiles().with(Unwritable.class)))
        .isInstanceOf(BadInputException.class)
        .hasMessageStartingWith(
            Unwritable.class.getName()
                + ", component words: a parameter cannot be of the type"
                + " java.util.Set<java.lang.String>; it can be int, ");
  }

  @Test
  void aClassThatIsNotThereIsRefused() {
    assertThatThrownBy(
            () -> catalogOf(new ServiceFiles().with(PluginKind.PROBE, "org.example.Missing")))
        .isInstanceOf(BadInputException.class)
        .hasMessageStartingWith("plugins of kind probe cannot be loaded: ")
        .hasMessageContaining("org.example.Missing not found");
  }

  @Test
  void aClassOfAnotherKindIsRefused() {
    String binary = SamplePlugins.Binary.class.getName();
    assertThatThrownBy(() -> catalogOf(new ServiceFiles().with(PluginKind.PROBE, binary)))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining(binary + " not a subtype");
  }

  @Test
  void twoPluginsOfOneIdAreRefusedWithBothOrigins(@TempDir Path folder) throws IOException {
    Path jar =
        new JarOfSources()
            .source("twin.Twin", JarOfSources.quantizer("twin", "Twin", "test-binary"))
            .write(folder.resolve("twin.jar"));
    try (URLClassLoader dropIn =
        new URLClassLoader(new URL[] {jar.toUri().toURL()}, CatalogTest.class.getClassLoader())) {
      ServiceFiles services =
          new ServiceFiles(dropIn)
              .with(SamplePlugins.Binary.class)
              .with(PluginKind.QUANTIZER, "twin.Twin");
      assertThatThrownBy(() -> catalogOf(services))
          .isInstanceOf(BadInputException.class)
          .hasMessage(
              "two plugins of kind quantizer have the id 'test-binary':"
                  + " %s in %s and twin.Twin in %s",
              SamplePlugins.Binary.class.getName(), TEST_CLASSES, jar);
    }
  }

  @Test
  void oneIdMayServeTwoKinds() {
    Catalog both =
        catalogOf(new ServiceFiles().with(SamplePlugins.Binary.class, BinaryRotation.class));
    assertThat(both.find(PluginKind.QUANTIZER, "test-binary")).isPresent();
    assertThat(both.find(PluginKind.ROTATION, "test-binary")).isPresent();
  }

  private static void assertRefused(Class<? extends Plugin> plugin, String message) {
    assertThatThrownBy(() -> catalogOf(new ServiceFiles().with(plugin)))
        .isInstanceOf(BadInputException.class)
        .hasMessage(message, plugin.getName(), TEST_CLASSES);
  }

  private static Catalog catalogOf(ClassLoader classLoader) {
    return Guice.createInjector(new CatalogModule(classLoader)).getInstance(Catalog.class);
  }

  private List<String> parametersOf(PluginKind kind, String id) {
    PluginType<?> plugin = catalog.find(kind, id).orElseThrow();
    List<String> lines = new ArrayList<>();
    for (Parameter parameter : plugin.parameters()) {
      Structure structure = plugin.structure();
      Optional<String> defaultText =
          structure
              .defaults()
              .flatMap(defaults -> structure.value(defaults, parameter))
              .map(parameter.type()::text);
      lines.add(
          parameter.name()
              + ": "
              + parameter.type().words()
              + defaultText.map(" = "::concat).orElse(" without default")
              + (parameter.doc().isEmpty() ? "" : " (" + parameter.doc() + ")"));
    }
    return lines;
  }

  private static Path locationOf(Class<?> type) {
    return Path.of(URI.create(type.getProtectionDomain().getCodeSource().getLocation().toString()));
  }

  /** Cannot be made. */
  @Id("test-explosive")
  public record Explosive(int fuse) implements IdleQuantizer {
    public Explosive {
      throw new IllegalStateException("an instance was made");
    }

    public Explosive() {
      this(1);
    }
  }

  public record Anonymous() implements IdleQuantizer {}

  @Id("test-class")
  public static final class NoRecord implements IdleQuantizer {}

  @Id("test-hidden")
  record Hidden() implements IdleQuantizer {
    public Hidden {}
  }

  @Id("A.B")
  public record Shouting() implements IdleQuantizer {}

  @Id("test-without-defaults")
  public record WithoutDefaults(int bits) implements IdleQuantizer {}

  @Id("test-unwritable")
  public record Unwritable(Set<String> words) implements IdleQuantizer {
    public Unwritable() {
      this(Set.of());
    }
  }

  @Id("test-binary")
  public record BinaryRotation() implements Rotation {
    @Override
    public Isometry fit(Sample sample, Seed seed) {
      throw new UnsupportedOperationException();
    }
  }

  private static final class Unbound {}
}
