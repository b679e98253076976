/** Products of matrices of signs, and the choice of the fastest way to compute them. */
package org.orthant.kernels.xnor;
