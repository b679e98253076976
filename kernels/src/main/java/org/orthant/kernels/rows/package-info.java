/** Where the arrays that the loops of the kernels run along lie in memory. */
package org.orthant.kernels.rows;
