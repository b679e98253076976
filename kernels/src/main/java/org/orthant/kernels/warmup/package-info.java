/**
 * Loops that have the virtual machine compile the kernels before they are needed. May use {@code
 * convolution} and {@code pairs}.
 */
package org.orthant.kernels.warmup;
