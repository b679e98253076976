/**
 * What a run will do and what it costs: which layers each quantizer serves, and what each probe
 * needs. What cannot work is refused here, before anything slow starts. May use {@code config}.
 */
package org.orthant.framework.plan;
