/**
 * The command line: a command for each verb, and how a run's file, a network's file, progress,
 * endings and pages look to the one who typed it. Begin at {@code CommandLineInterface}. May use
 * every other room of the framework; none uses it.
 */
package org.orthant.framework.cli;
