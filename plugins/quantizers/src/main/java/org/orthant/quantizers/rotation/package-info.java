/** Rotations, and the matrices and transforms they are made of. Uses no quantizer. */
package org.orthant.quantizers.rotation;
