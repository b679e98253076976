/**
 * Networks of float32 numbers: images whose numbers of one pixel lie side by side, and convolutions
 * over them.
 */
package org.orthant.kernels.lanes;
