package org.orthant.dl4j.block;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.factory.Nd4j;

/** ND4J's convolution, which oneDNN computes. */
final class OneDnn {
  private OneDnn() {}

  /** How an array of weights is laid out. */
  enum WeightFormat {
    /** [kernel row, kernel column, channels in, channels out] */
    KERNEL_FIRST(0),
    /** [channels out, kernel row, kernel column, channels in] */
    FILTERS_FIRST(2);

    private final int code;

    WeightFormat(int code) {
      this.code = code;
    }
  }

  /**
   * A "same" convolution with stride 1.
   *
   * @param images [n, height, width, channels in]
   * @param outputs [n, height, width, channels out], overwritten
   */
  static void convolve(INDArray images, INDArray weights, WeightFormat format, INDArray outputs) {
    int side = (int) weights.size(1);
    Nd4j.exec(
        DynamicCustomOp.builder("conv2d")
            .addInputs(images, weights)
            .addOutputs(outputs)
            .addIntegerArguments(side, side, 1, 1, 0, 0, 1, 1, 1, 1, format.code)
            .build());
  }
}
