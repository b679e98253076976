package org.orthant.dl4j;

/** By which layers of DeepLearning4J a layer of the network is computed. */
public enum Layers {
  /** One for all of it, in bits wherever signs meet. */
  FUSED,

  /** Product, pool, normalization and activation one by one in float arithmetic: the reference. */
  SEPARATE
}
