package org.orthant.framework.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.orthant.framework.gate.Gate;

class GateConfigTest {
  private static final String SHORT = ConfigReaderTest.SHORT;

  private final ConfigReader reader =
      new ConfigReader(ConfigReaderTest.catalog(), new PretrainedNetworks(List.of()));

  @Test
  void rulesAreReadAndTheRestIsLeftOut() {
    assertThat(gate("gate: { worst-verdict: strained, max-accuracy-drop: 0.02, min-r: 0.8 }"))
        .contains(new Gate(Optional.of(Gate.Worst.STRAINED), Optional.of(0.02), Optional.of(0.8)));
    assertThat(gate("gate: { min-r: 0.8 }"))
        .contains(new Gate(Optional.empty(), Optional.empty(), Optional.of(0.8)));
    assertThat(gate("")).isEmpty();
    assertThat(gate("gate:")).isEmpty();
  }

  @Test
  void overridesReachIt() {
    assertThat(gate("", "gate.min-r=0.9"))
        .contains(new Gate(Optional.empty(), Optional.empty(), Optional.of(0.9)));
  }

  @Test
  void mistakesAreAllSaidWithTheirPlaces() {
    assertThat(
            problems(
                """
                gate:
                  worst-verdict: degraded
                  max-accuracy-drop: 2
                  min-s: 0.8
                """))
        .containsExactly(
            "run.yaml:8:18: unknown value 'degraded'; allowed: sound, strained",
            "run.yaml:9:3: max-accuracy-drop: must be at least 0 and at most 1, but is 2.0",
            "run.yaml:10:3: unknown key 'min-s'; did you mean 'min-r'? allowed: worst-verdict,"
                + " max-accuracy-drop, min-r");
    assertThat(problems("gate: { min-r: high }"))
        .containsExactly("run.yaml:7:16: expected a number, found 'high'");
    assertThat(problems("gate: {}"))
        .containsExactly(
            "run.yaml:7:7: expected a mapping of worst-verdict, max-accuracy-drop, min-r, at least"
                + " one, found a mapping");
    assertThat(problems("gate: strict"))
        .containsExactly(
            "run.yaml:7:7: expected a mapping of worst-verdict, max-accuracy-drop, min-r, found"
                + " 'strict'");
  }

  private Optional<Gate> gate(String yaml, String... overrides) {
    return reader.read("run.yaml", SHORT + yaml, List.of(overrides)).gate().map(Located::value);
  }

  private List<String> problems(String yaml) {
    return catchThrowableOfType(ConfigException.class, () -> gate(yaml)).problems().stream()
        .map(Problem::toString)
        .toList();
  }
}
