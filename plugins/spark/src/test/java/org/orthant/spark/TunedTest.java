package org.orthant.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TunedTest {

  @Test
  void heapAndPropertiesOfTheRunStayBehind() {
    assertThat(
            Tuned.options(
                List.of(
                    "-Xmx1700m",
                    "-Xmn300m",
                    "-XX:+UseParallelGC",
                    "-Dorg.bytedeco.javacpp.maxbytes=3g",
                    "-Dorthant.root=/here",
                    "-Dspark.cores.max=2",
                    "--add-opens=java.base/java.nio=ALL-UNNAMED")))
        .containsExactly(
            "-Xmn300m",
            "-XX:+UseParallelGC",
            "-Dorg.bytedeco.javacpp.maxbytes=3g",
            "--add-opens=java.base/java.nio=ALL-UNNAMED");
  }

  @Test
  void onlyVariablesThatTuneAreTaken() {
    assertThat(Tuned.environment()).doesNotContainKeys("PATH", "HOME");
  }
}
