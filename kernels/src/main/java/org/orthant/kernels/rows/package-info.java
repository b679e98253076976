/** The layout of arrays that the kernels' loops run along. Uses no other package. */
package org.orthant.kernels.rows;
