/**
 * Grids, whatever lays them out: points that each component of a row is rounded to by itself. Begin
 * at {@link org.orthant.quantizers.grid.GridQuantizer}.
 */
package org.orthant.quantizers.grid;
