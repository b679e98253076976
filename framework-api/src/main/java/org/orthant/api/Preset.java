package org.orthant.api;

/**
 * A constant of an enum that stands for several parameters at once. Where a configuration names it
 * as a parameter of a record, all other parameters that are not written take its values instead of
 * the defaults.
 *
 * @param <R> the record whose parameter it is
 */
@FunctionalInterface
public interface Preset<R extends Record> {

  /**
   * The record with the values that this stands for.
   *
   * @param base the defaults, for what this leaves alone
   */
  R over(R base);
}
