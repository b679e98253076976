package org.example.steps;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.orthant.api.Seed;
import org.orthant.api.model.LayerShape;
import org.orthant.api.spi.Role;
import org.orthant.api.spi.Sample;
import org.orthant.testkit.QuantizerContract;

class LeastSquaresStepTest extends QuantizerContract<LeastSquaresStep> {

  @Override
  protected List<LeastSquaresStep> plugins() {
    return List.of(new LeastSquaresStep(), new LeastSquaresStep(2), new LeastSquaresStep(8));
  }

  /** Max, IRE Transactions on Information Theory 6, 1960: 0.0469 for 7 equally spaced levels of a Gaussian. */
  @Test
  void errorOnAGaussianIsThatOfTheBestUniformQuantizer() {
    SplittableRandom random = new SplittableRandom(1);
    float[] gaussian = new float[200_000];
    for (int i = 0; i < gaussian.length; i++) {
      gaussian[i] = (float) random.nextGaussian();
    }
    INDArray rows = Nd4j.create(gaussian, new long[] {200, 1000}, 'c');
    INDArray image = new LeastSquaresStep(3).fit(new Weights(rows), new Seed(1)).apply(rows);

    assertThat(rows.squaredDistance(image) / gaussian.length).isBetween(0.0459, 0.0479);
  }

  private record Weights(INDArray rows) implements Sample {
    @Override
    public LayerShape shape() {
      return LayerShape.dense("dense1", rows.columns(), rows.rows());
    }

    @Override
    public Role role() {
      return Role.WEIGHTS;
    }

    @Override
    public INDArray inputs(int atMost) {
      throw new AssertionError("the step depends on the weights alone");
    }
  }
}
