package org.orthant.benchmarks;

/** What Orthant and its peers have in common. */
enum Work {
  INFERENCE,
  DOT_PRODUCT,
  ABLATION,
  TRAINING
}
