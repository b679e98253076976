package org.orthant.probes.advice;

/** What a choice costs. */
public enum CostKind {
  /** What the weights take to keep. */
  BITS,
  /** What one image takes to multiply, each kind of arithmetic at its rate. */
  OPERATIONS,
  /** What a table says. */
  TABLE
}
