package org.orthant.probes;

/** Whose spectrum is asked for. */
public enum SpectrumOf {
  /** The vectors that a layer's filters meet, at all positions of the test images. */
  INPUTS,
  /** A layer's continuous filters. */
  WEIGHTS
}
