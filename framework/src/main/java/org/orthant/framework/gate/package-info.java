/** The gate: rules that a run's findings must keep, for systems that pass or fail a build. */
package org.orthant.framework.gate;
