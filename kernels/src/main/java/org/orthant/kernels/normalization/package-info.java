/** Batch normalization, the sign behind it, and the way back, on rows of float32 numbers. */
package org.orthant.kernels.normalization;
