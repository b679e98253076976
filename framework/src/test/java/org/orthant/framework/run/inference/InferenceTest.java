package org.orthant.framework.run.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.orthant.api.graph.Graph;
import org.orthant.api.graph.Loss;
import org.orthant.api.measure.Activations;
import org.orthant.api.measure.Change;
import org.orthant.api.measure.Trial;
import org.orthant.api.measure.Weights;
import org.orthant.api.model.BatchNorm;
import org.orthant.api.model.ImageShape;
import org.orthant.api.model.Layer;
import org.orthant.api.model.LayerShape;
import org.orthant.api.model.Quantization;
import org.orthant.api.model.VectorMap;
import org.orthant.framework.run.layer.Arithmetic;
import org.orthant.framework.run.layer.Products;
import org.orthant.framework.run.refit.Refits;
import org.orthant.framework.run.refit.Variants;

class InferenceTest {
  private static final VectorMap SIGN = rows -> rows.gt(0).castTo(rows.dataType()).muli(2).subi(1);
  private static final Quantization BINARY = new Quantization("sign", SIGN);
  private static final int INPUTS = 6;
  private static final int HIDDEN = 5;
  private static final int CLASSES = 3;

  private static Graph.Block first;
  private static Graph.Block second;
  private static Network network;
  private static INDArray images;

  @BeforeAll
  static void makeNetwork() {
    Nd4j.getRandom().setSeed(11);
    first = block(LayerShape.dense("dense1", INPUTS, HIDDEN), Optional.of(BINARY));
    second = block(LayerShape.dense("dense2", HIDDEN, CLASSES), Optional.empty());
    network =
        SmallNetwork.of(
            Graph.chain(new ImageShape(2, 3, 1), List.of(first, second), Loss.SQUARED_HINGE),
            Arithmetic.BITS);
    images = Nd4j.randn(4, 2, 3, 1);
  }

  @Test
  void scoresAreTheProductsNormalizedAndBinarized() {
    double[][] expected = byHand(Weights.TRAINED, Activations.TRAINED);
    assertClose(scores(Trial.BASELINE), expected);
  }

  @Test
  void trialsAlterWeightsAndActivations() {
    for (Weights weights : List.of(Weights.TRAINED, Weights.CONTINUOUS)) {
      for (Activations activations : Activations.values()) {
        Trial trial = new Trial(Map.of("dense1", new Change(weights, activations)), 0);
        assertClose(scores(trial), byHand(weights, activations));
      }
    }
  }

  @Test
  void observerSeesWhatEntersEachLayer() {
    List<INDArray> seen = new ArrayList<>();
    Inference.run(
        network,
        images,
        List.of(Variant.asTrained(network)),
        new Inference.Observer() {
          @Override
          public void enters(List<Variant> variants, Products products) {
            seen.add(products.inputs().tensor().dup());
          }
        });
    assertThat(seen.get(0).ravel()).isEqualTo(images.ravel());
    assertThat(seen.get(1).shape()).containsExactly(4, HIDDEN);
    assertThat(seen.get(1).data().asFloat()).containsOnly(-1, 1);
  }

  @Test
  void predictionIsTheFirstOfTheHighestScores() {
    assertThat(Inference.predictions(Nd4j.createFromArray(new float[][] {{1, 3, 3}, {2, 1, 0}})))
        .containsExactly(1, 0);
  }

  private static INDArray scores(Trial trial) {
    Variant variant = new Variants(network, Refits.NONE).of(List.of(trial)).get(0);
    return Scores.of(network, variant, images);
  }

  private static double[][] byHand(Weights weights, Activations activations) {
    double[][] x = images.reshape(4, INPUTS).toDoubleMatrix();
    double[][] scores = new double[4][CLASSES];
    for (int n = 0; n < 4; n++) {
      double[] hidden = new double[HIDDEN];
      for (int f = 0; f < HIDDEN; f++) {
        double value = normalized(dot(first, f, x[n], weights), first.batchNorm(), f);
        hidden[f] =
            switch (activations) {
              case TRAINED -> value > 0 ? 1 : -1;
              case IDENTITY -> value;
              case HARD_TANH -> Math.max(-1, Math.min(1, value));
            };
      }
      for (int f = 0; f < CLASSES; f++) {
        scores[n][f] = normalized(dot(second, f, hidden, Weights.TRAINED), second.batchNorm(), f);
      }
    }
    return scores;
  }

  private static double dot(Graph.Block block, int filter, double[] x, Weights weights) {
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      double weight = block.layer().weights().getDouble(filter, i);
      sum += x[i] * (weights.equals(Weights.CONTINUOUS) ? weight : weight > 0 ? 1 : -1);
    }
    return sum;
  }

  private static double normalized(double value, BatchNorm norm, int filter) {
    return norm.gamma().getDouble(filter)
            * (value - norm.mean().getDouble(filter))
            / Math.sqrt(norm.variance().getDouble(filter) + norm.epsilon())
        + norm.beta().getDouble(filter);
  }

  private static Graph.Block block(LayerShape shape, Optional<Quantization> activation) {
    return new Graph.Block(
        new Layer(shape, Nd4j.randn(shape.filters(), shape.dimension()), Optional.of(BINARY)),
        false,
        norm(shape.filters()),
        activation);
  }

  private static BatchNorm norm(int filters) {
    return new BatchNorm(
        Nd4j.rand(filters).addi(0.5),
        Nd4j.randn(filters),
        Nd4j.randn(filters),
        Nd4j.rand(filters).addi(0.5),
        1e-5);
  }

  private static void assertClose(INDArray actual, double[][] expected) {
    double[][] matrix = actual.toDoubleMatrix();
    for (int i = 0; i < expected.length; i++) {
      assertThat(matrix[i]).containsExactly(expected[i], within(1e-4));
    }
  }
}
