package org.orthant.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PeerTest {
  private static final List<String> NAIVE =
      List.of(
          "Core: Haswell",
          "threads 2",
          "dpp n=4 total 1.234 s  0.3085 s/img {'fwd': 0.0123, 'mm': 0.0456} -> 1000 imgs 309 s",
          "ablation n=200 evals 11 total 25.00 s ; per eval min 2.100 max 2.600 ; img/s 88.0 -> 11"
              + " evals x 10k: 1250 s",
          "train step batch50 min 1.250 median 1.300 s -> 40.0 img/s");
  private static final List<String> TUNED =
      List.of(
          "tuned fwd batch 50: 125.0 img/s (77.2 GMAC/s)",
          "tuned fwd batch 100: 120.0 img/s (74.2 GMAC/s)",
          "tuned ablation w/ prefix cache, 11 evals: 41.00 ms/img -> 10k images 410 s [6.1, 5.2]",
          "tuned dpp: 0.0208 s/img (of which w_c gemm, stats: [0.0071, 0.0059]) -> 1000 imgs 20.8"
              + " s");

  @Test
  void readsWhatTheNaiveOnePrints() {
    Map<Work, Double> seconds = Peer.NAIVE.read(NAIVE);

    assertThat(seconds.get(Work.DOT_PRODUCT)).isEqualTo(0.3085);
    assertThat(seconds.get(Work.INFERENCE)).isCloseTo(1 / 88.0, within(1e-12));
    assertThat(seconds.get(Work.ABLATION)).isEqualTo(0.125);
    assertThat(seconds.get(Work.TRAINING)).isEqualTo(0.025);
  }

  @Test
  void readsWhatTheTunedOnePrintsAndTakesItsBetterBatch() {
    assertThat(Peer.TUNED.read(TUNED))
        .containsOnly(
            Map.entry(Work.INFERENCE, 0.008),
            Map.entry(Work.ABLATION, 0.041),
            Map.entry(Work.DOT_PRODUCT, 0.0208));
  }

  @Test
  void aFigureThatIsMissingIsAFailureThatShowsTheOutput() {
    List<String> cut = TUNED.subList(0, 3);

    assertThatThrownBy(() -> Peer.TUNED.read(cut))
        .hasMessageContaining("DOT_PRODUCT")
        .isInstanceOfSatisfying(
            FailedException.class, failed -> assertThat(failed.output()).isEqualTo(cut));
  }

  @Test
  void readsWhichKernelsOpenBlasTook() {
    assertThat(BlasSettings.kernel(NAIVE)).isEqualTo("Haswell");
    assertThat(BlasSettings.kernel(List.of("# Warmup Iteration   1: Core: SkylakeX")))
        .isEqualTo("SkylakeX");
    assertThat(BlasSettings.kernel(TUNED)).isEqualTo("unknown");
  }
}
