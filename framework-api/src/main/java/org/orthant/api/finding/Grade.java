package org.orthant.api.finding;

/** Grades of how well a layer bears a quantizer, from best to worst. */
public enum Grade {
  SOUND,
  /** Measured, and the interval is too wide to tell which of its neighbours holds. */
  UNCERTAIN,
  STRAINED,
  DEGRADED,
  /**
   * The layer was not measured; the grade says nothing for or against it. {@link Verdict#open}
   * tells why.
   */
  NOT_EVALUATED
}
