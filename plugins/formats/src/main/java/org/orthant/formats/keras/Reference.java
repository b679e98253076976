package org.orthant.formats.keras;

/**
 * What leaves a layer.
 *
 * @param layer its name
 * @param call which of its uses, from 0: a layer may be used more than once
 * @param output which of its outputs, from 0: a model within a model may have several
 */
record Reference(String layer, int call, int output) {
  static Reference of(String layer) {
    return new Reference(layer, 0, 0);
  }
}
