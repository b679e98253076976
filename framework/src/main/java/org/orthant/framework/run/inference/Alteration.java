package org.orthant.framework.run.inference;

import java.nio.FloatBuffer;
import java.util.Optional;
import org.orthant.api.measure.Activations;
import org.orthant.api.measure.Inputs;
import org.orthant.api.measure.Weights;
import org.orthant.api.model.BatchNorm;

/**
 * How a trial computes a unit.
 *
 * @param weights of the unit's layer; TRAINED where it has none
 * @param activations in the place of the unit's function or quantizer; TRAINED where it has none
 * @param inputs what becomes of what enters the unit's layer; TRAINED where it has none
 * @param norm the unit's batch normalization; empty where it has none
 * @param affine behind the layer's products; empty where there is none
 */
public record Alteration(
    Weights weights,
    Activations activations,
    Inputs inputs,
    Optional<BatchNorm> norm,
    Optional<ChannelAffine> affine) {

  /** The unit as trained. */
  public static Alteration none(Unit unit) {
    return new Alteration(
        Weights.TRAINED,
        Activations.TRAINED,
        Inputs.TRAINED,
        Network.norm(unit).map(node -> node.norm()),
        Optional.empty());
  }

  /**
   * Returns the same with other batch normalization, and another affine behind the layer's
   * products.
   */
  public Alteration with(Optional<BatchNorm> otherNorm, Optional<ChannelAffine> otherAffine) {
    return new Alteration(weights, activations, inputs, otherNorm, otherAffine);
  }

  /**
   * Returns what two alterations of one unit have in common if and only if it computes the same.
   */
  Object key() {
    return new Key(
        weights,
        activations,
        inputs,
        norm.map(fitted -> FloatBuffer.wrap(fitted.mean().toFloatVector())),
        norm.map(fitted -> FloatBuffer.wrap(fitted.variance().toFloatVector())),
        affine.map(fitted -> FloatBuffer.wrap(fitted.factor())),
        affine.map(fitted -> FloatBuffer.wrap(fitted.shift())));
  }

  private record Key(
      Weights weights,
      Activations activations,
      Inputs inputs,
      Optional<FloatBuffer> mean,
      Optional<FloatBuffer> variance,
      Optional<FloatBuffer> factor,
      Optional<FloatBuffer> shift) {}
}
