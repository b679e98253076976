/** Orthogonal transforms of many vectors at a time. */
package org.orthant.kernels.transform;
