/** Layers that are altered, and the trials that alter them. */
package org.orthant.probes.trial;
