package org.orthant.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.orthant.api.InvalidParameterException;
import org.orthant.api.model.ImageShape;
import org.orthant.api.model.LayerShape;

class RecipeTest {
  private static final Training CONVOLUTIONAL = new BnnCnn().training();

  /** Trainings that were finished before recipes had names are found by this text. */
  @Test
  void aTrainingWithoutWhatCameLaterHasTheTextThatItHadBefore() {
    assertThat(CONVOLUTIONAL)
        .hasToString(
            "Training[epochs=20, batch=50, loss=SQUARED_HINGE, learningRate=0.005,"
                + " finalLearningRate=1.0E-5, decay=COSINE, flip=true, shift=0, threads=2,"
                + " layers=FUSED, monitor=0]");
    assertThat(new Training())
        .hasToString(
            "Training[epochs=6, batch=100, loss=SQUARED_HINGE, learningRate=0.003,"
                + " finalLearningRate=3.0E-5, decay=EXPONENTIAL, flip=false, shift=0, threads=1,"
                + " layers=FUSED, monitor=0]");
  }

  @Test
  void theTextTellsWhatCameLaterButNotTheRecipe() {
    assertThat(Recipe.BINARYNET.over(CONVOLUTIONAL))
        .hasToString(
            "Training[epochs=500, batch=50, loss=SQUARED_HINGE, learningRate=0.001,"
                + " finalLearningRate=3.0E-7, decay=EXPONENTIAL, flip=false, shift=0, threads=2,"
                + " layers=FUSED, monitor=0, initialWeights=UNIFORM, stepScale=GLOROT,"
                + " epsilon=1.0E-4, validation=5000, keep=BEST]");
    assertThat(Recipe.PAPER.over(new Training()))
        .hasToString(
            "Training[epochs=500, batch=50, loss=SQUARED_HINGE, learningRate=0.001,"
                + " finalLearningRate=3.0E-7, decay=EXPONENTIAL, flip=false, shift=0, threads=1,"
                + " layers=FUSED, monitor=0]");
  }

  @Test
  void theFastRecipeIsWhatConvolutionsDoByDefault() {
    assertThat(Recipe.FAST.over(CONVOLUTIONAL)).hasToString(CONVOLUTIONAL.toString());
    assertThat(Recipe.FAST.over(CONVOLUTIONAL).recipe()).isEqualTo(Optional.of(Recipe.FAST));
  }

  /** The factors that the code of Courbariaux et al. takes, at the paper's widths. */
  @Test
  void stepsAreScaledByTheFans() {
    assertThat(scale(LayerShape.same("conv1", new ImageShape(32, 32, 3), 3, 128)))
        .isCloseTo(28.036, within(1e-3)); // √(1179 / 1.5)
    assertThat(scale(LayerShape.same("conv2", new ImageShape(32, 32, 128), 3, 128)))
        .isCloseTo(39.192, within(1e-3)); // √(2304 / 1.5)
    assertThat(scale(LayerShape.same("conv6", new ImageShape(8, 8, 512), 3, 512)))
        .isCloseTo(78.384, within(1e-3)); // √(9216 / 1.5)
    assertThat(scale(LayerShape.dense("dense3", 1024, 10)))
        .isCloseTo(26.255, within(1e-3)); // √(1034 / 1.5)
    assertThat(StepScale.NONE.of(LayerShape.dense("dense3", 1024, 10))).isOne();
  }

  private static double scale(LayerShape layer) {
    return StepScale.GLOROT.of(layer);
  }

  @Test
  void theBestEpochIsToldByImagesSetAside() {
    assertThatThrownBy(() -> with(CONVOLUTIONAL.epsilon(), 0, Keep.BEST))
        .isInstanceOf(InvalidParameterException.class)
        .hasMessage("must be last where no images are set aside for validation, but is best");
    assertThatThrownBy(() -> with(0, 0, Keep.LAST)).hasMessage("must lie in (0, 1], but is 0.0");
    assertThatThrownBy(() -> with(1e-4, -1, Keep.LAST)).hasMessage("must be at least 0, but is -1");
  }

  private static Training with(double epsilon, int validation, Keep keep) {
    return new Training(
        Optional.empty(),
        1,
        50,
        Loss.SQUARED_HINGE,
        1e-3,
        1e-3,
        Decay.COSINE,
        false,
        0,
        InitialWeights.GLOROT,
        StepScale.NONE,
        epsilon,
        validation,
        keep,
        1,
        Layers.FUSED,
        0);
  }
}
