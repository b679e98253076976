package org.orthant.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.orthant.framework.cli.Orthant;

/** The command check tells how long a run takes. */
class CheckTest {
  @TempDir Path folder;

  @Test
  void aRotationThatTakesLongerCostsMore() {
    String fast = line("weights", "quantizers.rotated.gbt.rotation=block-hadamard");
    String slow = line("weights", "quantizers.rotated.gbt.rotation=dct");

    assertThat(fast).matches("weights  as long as \\d+ million multiply-adds to quantize them");
    assertThat(slow).matches("weights  as long as [0-9.]+ billion multiply-adds to quantize them");
  }

  @Test
  void timeIsToldFromPastRunsAlone() throws IOException {
    assertThat(line("time", "seed=1")).startsWith("time     not known; ");

    Path rates = folder.resolve("cache").resolve("rates.json");
    Files.createDirectories(rates.getParent());
    Files.writeString(
        rates, "{\"bnn-mlp/training\": {\"products\": 64512000000, \"seconds\": 300}}");
    assertThat(line("time", "seed=1"))
        .isEqualTo(
            "time     about 5 min as past runs went here: training 5 min; not known: refit,"
                + " weights, images");
  }

  private String line(String name, String set) {
    return new Orthant(folder)
            .execute("check", Orthant.CONFIGS.resolve("quickstart.yaml").toString(), "--set", set)
            .out()
            .stream()
            .filter(line -> line.startsWith(name + " "))
            .findFirst()
            .orElseThrow();
  }
}
