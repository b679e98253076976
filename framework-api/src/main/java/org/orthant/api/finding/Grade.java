package org.orthant.api.finding;

/** How well a layer bears a quantizer, from best to worst. */
public enum Grade {
  SOUND,
  /** Measured, and the interval is too wide to tell which of its neighbours holds. */
  UNCERTAIN,
  STRAINED,
  DEGRADED,
  /** Not measured; says nothing for or against the layer. {@link Verdict#open} tells why. */
  NOT_EVALUATED
}
