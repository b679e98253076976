package org.orthant.formats.onnx;

import org.orthant.formats.draft.Image;
import org.orthant.formats.draft.LayerWeights;
import org.orthant.formats.draft.Numbers;

/** What a name in the file stands for. */
sealed interface Value {

  /** What depends on the image that enters. */
  record Flow(Image image) implements Value {}

  /** What does not, together with where it comes from if that matters. */
  record Constant(LayerWeights weights) implements Value {
    Constant(Numbers numbers) {
      this(LayerWeights.plain(numbers));
    }

    Numbers numbers() {
      return weights.computed();
    }
  }

  /**
   * Whether a number is above a threshold: what a sign can be made of.
   *
   * @param image the numbers
   * @param threshold the same for all
   * @param atThreshold whether the threshold itself counts as above
   * @param isNegated whether the condition is the opposite
   */
  record Condition(Image image, double threshold, boolean atThreshold, boolean isNegated)
      implements Value {}

  /** Whole numbers between QuantizeLinear and DequantizeLinear, already seen as what follows. */
  record Quantized(Value dequantized) implements Value {}

  /** What comes behind an operator that is not supported. */
  record Unknown() implements Value {}
}
