package org.orthant.framework.run.inference;

/**
 * A unit as some trials compute it. A stage is equal to itself alone, so that trials which share
 * one can share what comes of it.
 */
public sealed interface Stage permits LayerStage, NodeStage {
  Unit unit();

  Alteration alteration();

  /** A unit as a trial computes it. */
  static Stage of(Unit unit, Alteration alteration) {
    return unit instanceof LayerUnit layer
        ? new LayerStage(layer, alteration)
        : new NodeStage((NodeUnit) unit, alteration);
  }
}
