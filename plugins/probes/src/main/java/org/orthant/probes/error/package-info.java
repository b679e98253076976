/**
 * Probe {@code error}: the signal of a layer beside its quantization noise, in decibels. May use
 * {@code estimate}, {@code geometry}, {@code interval} and {@code layer}.
 */
package org.orthant.probes.error;
