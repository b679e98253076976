package org.orthant.framework.cli;

import java.io.IOException;
import java.util.List;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Options;

/** One verb of the command line. */
interface Command {
  /** The verb. */
  String name();

  /** Its arguments, such as "FILE". */
  String arguments();

  /** Returns what it does, in a sentence or two. */
  String summary();

  /** Two calls of it, without the program's name. */
  List<String> examples();

  /** Its options, without those that every verb has. */
  default Options options() {
    return new Options();
  }

  /**
   * Does it.
   *
   * @return the exit code
   */
  int execute(CommandLine line) throws IOException;
}
