/**
 * How long work takes on this machine: what a plan asks for, how fast past runs went, and from both
 * how far a run has come and how long the rest takes. May use {@code plan} and {@code config}.
 */
package org.orthant.framework.pace;
