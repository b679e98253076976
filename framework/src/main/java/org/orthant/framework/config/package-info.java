/** Reads a run's YAML into a {@link org.orthant.framework.config.RunSpec}, or says all problems. */
package org.orthant.framework.config;
