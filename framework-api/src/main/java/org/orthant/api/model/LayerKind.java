package org.orthant.api.model;

/** The ways in which a layer's filters meet its input. */
public enum LayerKind {
  CONVOLUTION,
  DENSE
}
