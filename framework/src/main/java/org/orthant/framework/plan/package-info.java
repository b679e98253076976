/**
 * The plan of a run and its cost: which layers each quantizer serves, and what each probe needs. A
 * run that cannot work is refused here, before anything slow starts. May use {@code config}.
 */
package org.orthant.framework.plan;
