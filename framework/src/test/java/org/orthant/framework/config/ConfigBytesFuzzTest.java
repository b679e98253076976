package org.orthant.framework.config;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.PropertyDefaults;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;
import org.orthant.fuzz.Fuzz;

@PropertyDefaults(
    tries = Fuzz.ROUNDS,
    shrinking = ShrinkingMode.OFF,
    edgeCases = EdgeCasesMode.NONE)
final class ConfigBytesFuzzTest {
  private static final Fuzz FILES =
      fuzz(
          "configuration",
          ConfigReaderTest.FULL,
          ConfigReaderTest.FULL + "\nsweep:\n  seed: [1, 2]\n");
  private static final Fuzz OVERRIDES =
      fuzz("--set", "seed=3", "report=a/b", "network.test-mlp.training.epochs=3");

  private static final Path HERE = Path.of("");
  private static final AllowedPaths PATHS = AllowedPaths.below(List.of(HERE));

  private final ConfigReader reader =
      new ConfigReader(ConfigReaderTest.catalog(), new PretrainedNetworks(List.of()));

  private static Fuzz fuzz(String what, String... valid) {
    byte[][] bytes = new byte[valid.length][];
    for (int i = 0; i < valid.length; i++) {
      bytes[i] = valid[i].getBytes(UTF_8);
    }
    return new Fuzz(what, List.of(ConfigException.class), bytes);
  }

  @AfterContainer
  static void report() {
    List.of(FILES, OVERRIDES).forEach(Fuzz::report);
  }

  @Property(seed = "1705")
  void files(@ForAll Random random) {
    FILES.feed(
        random,
        input -> reader.sweep("run.yaml", new String(input, UTF_8), HERE, List.of(), PATHS));
  }

  @Property(seed = "1706")
  void overrides(@ForAll Random random) {
    OVERRIDES.feed(
        random,
        input ->
            reader.sweep(
                "run.yaml", ConfigReaderTest.FULL, HERE, List.of(new String(input, UTF_8)), PATHS));
  }
}
