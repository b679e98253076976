package org.orthant.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JmhRunTest {
  @Test
  void readsScores() throws IOException {
    String json =
        """
        [{
          "benchmark": "org.orthant.benchmarks.kernels.ConvolutionProducts.xnor",
          "params": {"shape": "K1152"},
          "primaryMetric": {"score": 241.5, "scoreError": "NaN"}
        }, {
          "benchmark": "org.orthant.benchmarks.kernels.Other.fast",
          "primaryMetric": {"score": 2}
        }]
        """;

    assertThat(JmhRun.read(new ObjectMapper().readTree(json)))
        .containsExactly(
            new Score("ConvolutionProducts.xnor", Map.of("shape", "K1152"), 241.5),
            new Score("Other.fast", Map.of(), 2));
  }
}
