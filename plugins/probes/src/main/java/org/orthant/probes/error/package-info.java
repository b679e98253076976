/** How large the error of quantization is beside what is quantized, in decibels. */
package org.orthant.probes.error;
