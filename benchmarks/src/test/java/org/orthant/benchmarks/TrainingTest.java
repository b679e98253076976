package org.orthant.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.orthant.dl4j.Form;

class TrainingTest {
  private static final List<TrainingRun> RUNS =
      List.of(
          new TrainingRun(Form.FUSED, 50, "Haswell", 1 / 80.0),
          new TrainingRun(Form.SEPARATE, 50, "Haswell", 1 / 20.0),
          new TrainingRun(Form.STOCK, 50, "Haswell", 1 / 5.0),
          new TrainingRun(Form.FUSED, 100, "Haswell", 1 / 90.0),
          new TrainingRun(Form.STOCK, 100, "Haswell", 1 / 15.0));

  @Test
  void readsWhatTheProgramPrints() {
    TrainingRun run =
        TrainingRun.read(
            Form.FUSED,
            50,
            List.of(
                "Core: Haswell", "FUSED, batch 50: fastest of 15 steps 0.6250 s: 80.000 images/s"));

    assertThat(run.secondsPerImage()).isCloseTo(1 / 80.0, within(1e-12));
    assertThat(run.blasKernel()).isEqualTo("Haswell");
  }

  @Test
  void aProgramThatTellsNoFigureHasFailed() {
    List<String> output = List.of("Core: Haswell");

    assertThatThrownBy(() -> TrainingRun.read(Form.STOCK, 50, output))
        .isInstanceOfSatisfying(
            FailedException.class, failed -> assertThat(failed.output()).isEqualTo(output));
  }

  @Test
  void theProgramTellsAFigure(@TempDir Path folder) throws IOException {
    TrainingRun run =
        TrainingRun.of(Form.FUSED, 2, new TrainingRun.Steps(0, 1), folder.resolve("log"));

    assertThat(run.secondsPerImage()).isPositive();
  }

  @Test
  void everyBatchStandsBesideItsRivalsAndTheOneBatchOfTheScript() {
    assertThat(
            Comparison.table(
                List.of("Orthant, separate", "DeepLearning4J", "PyTorch naive"),
                Training.rows(RUNS, Optional.of(1 / 40.0))))
        .containsExactly(
            "| work               | Orthant       | Orthant, separate | DeepLearning4J | PyTorch naive | ratio                  | at least      | reach for    |",
            "| ------------------ | ------------- | ----------------- | -------------- | ------------- | ---------------------- | ------------- | ------------ |",
            "| steps of batch 50  | 80.0 images/s | 20.0 images/s     | 5.0 images/s   | 40.0 images/s | 4× / 16× / 2×          | – / 8× / 1.2× | – / 25× / 4× |",
            "| steps of batch 100 | 90.0 images/s | –                 | 15.0 images/s  | 40.0 images/s | – / 6× (missed) / 2.3× | – / 8× / 1.2× | – / 25× / 4× |");
  }

  @Test
  void withoutTheScriptTheOthersStandAlone() {
    assertThat(Training.rows(RUNS, Optional.empty()).get(0).rivals())
        .containsOnlyKeys("Orthant, separate", "DeepLearning4J");
  }
}
