package org.orthant.dl4j;

import org.orthant.api.model.LayerShape;

/** By what a layer's steps are multiplied, beyond the learning rate. */
public enum StepScale {
  /** By 1: all layers learn at one rate. */
  NONE {
    @Override
    double of(LayerShape layer) {
      return 1;
    }
  },

  /**
   * By the inverse of what Glorot & Bengio (2010) draw initial weights with, √((fan in + fan out) /
   * 1.5), where a fan is the kernel's area times channels or filters; weights only.
   */
  GLOROT {
    @Override
    double of(LayerShape layer) {
      double fanOut = (double) layer.window().kernel().area() * layer.filters();
      return Math.sqrt((layer.dimension() + fanOut) / 1.5);
    }
  };

  /** The factor of the steps of that layer's weights. */
  abstract double of(LayerShape layer);
}
