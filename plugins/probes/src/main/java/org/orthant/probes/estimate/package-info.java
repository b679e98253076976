/** Numbers with what is known of their uncertainty. */
package org.orthant.probes.estimate;
