package org.orthant.framework.run.inference;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.orthant.api.data.Dataset;
import org.orthant.datasets.Digits;
import org.orthant.dl4j.TrainedNetwork;
import org.orthant.framework.run.layer.Arithmetic;

class InferenceAgainstDeepLearning4jTest {
  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource
  void predictsWhatDeepLearning4jPredicts(TrainedNetwork.Kind kind) throws IOException {
    Dataset digits = new Digits(1500, 500, 1).open(file -> Path.of(file.path()));
    TrainedNetwork trained = new TrainedNetwork(kind, digits, folder, new NoProgress());
    INDArray oracle = trained.scores();
    for (Arithmetic arithmetic : Arithmetic.values()) {
      INDArray scores =
          AsTrained.of(trained.model(), arithmetic)
              .scores(digits.test().images(IntStream.range(0, 500).toArray()));
      assertThat(Inference.predictions(scores)).containsExactly(Inference.predictions(oracle));
      // The same products, summed and normalized in another order: a pre-activation within
      // rounding of zero may flip, and then a score moves by a whole step. None does here.
      double difference = scores.sub(oracle).norm2Number().doubleValue();
      assertThat(difference / oracle.norm2Number().doubleValue()).isLessThan(1e-5);
    }
  }
}
