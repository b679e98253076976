package org.orthant.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.config.NoOp;
import org.orthant.api.Seed;
import org.orthant.api.model.BatchNorm;
import org.orthant.quantizers.Binary;

class MonitorTest {
  private static final TwoClouds DATA = new TwoClouds(200, 60);

  private final BinaryNetwork network =
      new BinaryNetwork(
          new Layout(TwoClouds.IMAGE)
              .dense(List.of(8))
              .scores(2)
              .recipes(new Binary(), new Binary(), Map.of()),
          Layers.FUSED,
          Loss.SQUARED_HINGE,
          new NoOp(),
          new Seed(4),
          DataType.FLOAT);

  @Test
  void measuresWhatItSays() {
    Monitor monitor = new Monitor(network, DATA.test(), 3);
    monitor.begins(3);
    INDArray before = network.weights(0);
    INDArray after = before.dup();
    after.putScalar(0, 2, -before.getFloat(0, 2));
    after.putScalar(5, 7, -before.getFloat(5, 7));
    after.putScalar(7, 11, -before.getFloat(7, 11));
    BatchNorm norm = network.batchNorm(0);
    network.assign(0, after, norm);
    Map<String, Double> measured = monitor.ends(3);

    assertThat(measured.get("dense1:signs-changed")).isCloseTo(3 / 96.0, within(1e-6));
    assertThat(measured.get("dense2:signs-changed")).isZero();
    double degrees = 0;
    double[] sums = new double[5];
    float[][] filters = after.toFloatMatrix();
    INDArray images = DATA.test().images(IntStream.range(0, 60).toArray());
    float[][] inputs = images.reshape(60, 12).toFloatMatrix();
    for (float[] filter : filters) {
      double dot = 0;
      double norms = 0;
      for (float weight : filter) {
        dot += Math.abs(weight);
        norms += weight * weight;
      }
      degrees += Math.toDegrees(Math.acos(dot / Math.sqrt(norms * filter.length))) / filters.length;
      for (float[] input : inputs) {
        double x = 0;
        double y = 0;
        for (int i = 0; i < filter.length; i++) {
          x += input[i] * (filter[i] > 0 ? 1 : -1);
          y += input[i] * filter[i];
        }
        sums[0] += x;
        sums[1] += y;
        sums[2] += x * x;
        sums[3] += y * y;
        sums[4] += x * y;
      }
    }
    double n = filters.length * inputs.length;
    double r =
        (sums[4] - sums[0] * sums[1] / n)
            / Math.sqrt((sums[2] - sums[0] * sums[0] / n) * (sums[3] - sums[1] * sums[1] / n));
    assertThat(measured.get("dense1:mean-degrees")).isCloseTo(degrees, within(1e-3));
    assertThat(measured.get("dense1:pearson-r")).isCloseTo(r, within(1e-5));
  }

  @Test
  void epochsBetweenAreNotMeasured() {
    Monitor monitor = new Monitor(network, DATA.test(), 3);
    monitor.begins(2);
    assertThat(monitor.ends(2)).isEmpty();
    Monitor never = new Monitor(network, DATA.test(), 0);
    never.begins(1);
    assertThat(never.ends(1)).isEmpty();
  }
}
