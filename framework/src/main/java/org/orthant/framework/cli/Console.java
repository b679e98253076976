package org.orthant.framework.cli;

import java.io.PrintStream;
import java.util.Map;
import org.orthant.framework.storage.Home;

/**
 * The world as the command line sees it.
 *
 * @param out for results
 * @param err for problems and progress
 * @param environment the environment's variables
 * @param interactive whether a person watches
 */
record Console(
    PrintStream out, PrintStream err, Map<String, String> environment, boolean interactive) {

  /** Returns where Orthant keeps what outlives a run. */
  Home home() {
    return Home.of(environment);
  }
}
