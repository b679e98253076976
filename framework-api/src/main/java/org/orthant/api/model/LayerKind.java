package org.orthant.api.model;

/** How a layer's filters meet its input. */
public enum LayerKind {
  CONVOLUTION,
  DENSE
}
