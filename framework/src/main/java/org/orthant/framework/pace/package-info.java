/**
 * Estimates of time: from the work that a plan asks for and the speed of past runs on this machine
 * they tell how far a run has come and how long the rest takes. May use {@code plan} and {@code
 * config}.
 */
package org.orthant.framework.pace;
