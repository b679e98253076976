/**
 * Geometry of vectors and their quantized images: angles, cosines, and what Gaussian vectors give
 * under the same quantizer, by closed form or by simulation.
 */
package org.orthant.probes.geometry;
