package org.orthant.framework.run.inference;

import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;
import org.orthant.api.array.Dense;
import org.orthant.api.array.Floats;
import org.orthant.api.measure.Activations;
import org.orthant.api.model.ImageShape;
import org.orthant.framework.run.layer.Arithmetic;
import org.orthant.framework.run.layer.OwnQuantizer;
import org.orthant.framework.run.layer.Signals;
import org.orthant.kernels.convolution.PackedImages;

/** Quantizes activations, or does what a trial does in their place. */
final class Activation {
  private Activation() {}

  /**
   * Returns what becomes of numbers.
   *
   * @param continuous one row per position; belongs to the outputs from now on
   * @param image what leaves
   * @param own the network's quantizer; empty where there is none, and numbers stay as they are
   */
  static Outputs of(
      INDArray continuous,
      ImageShape image,
      Optional<OwnQuantizer> own,
      Activations activations,
      Arithmetic arithmetic) {
    INDArray activated = activated(continuous, own, activations);
    if (activated == continuous) {
      // Where there is a quantizer, others may need what comes before it for longer than what comes
      // after it.
      INDArray kept = own.isPresent() ? continuous.dup('c') : continuous;
      return new Outputs(continuous, Signals.of(kept, image));
    }
    Optional<PackedImages> signs =
        arithmetic == Arithmetic.FLOATS ? Optional.empty() : packed(activated, image);
    if (signs.isPresent()) {
      activated.close();
    } else {
      // Bits are finite, so that only numbers need to be looked through.
      own.ifPresent(quantizer -> quantizer.map().requireFinite(activated, continuous));
    }
    return new Outputs(
        continuous, signs.map(Signals::of).orElseGet(() -> Signals.of(activated, image)));
  }

  private static INDArray activated(
      INDArray rows, Optional<OwnQuantizer> own, Activations activations) {
    if (own.isEmpty() || activations == Activations.IDENTITY) {
      return rows;
    }
    return activations == Activations.HARD_TANH
        ? Transforms.hardTanh(rows, true)
        : own.get().map().applyUnbounded(rows);
  }

  /** Signs, whatever they come from. */
  static Optional<PackedImages> packed(INDArray numbers, ImageShape image) {
    int images = Math.toIntExact(numbers.length() / image.size());
    return PackedImages.of(
        Floats.of(Dense.of(numbers)), images, image.height(), image.width(), image.channels());
  }
}
