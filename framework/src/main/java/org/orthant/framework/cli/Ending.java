package org.orthant.framework.cli;

import java.util.List;
import java.util.Locale;
import org.orthant.framework.failure.Failure;
import org.orthant.framework.gate.GateCheck;
import org.orthant.framework.sweep.PartEnding;

/** Tells how a run ended, or the parts of a sweep, and adds it up to an exit code. */
final class Ending {
  private final Console console;
  private final boolean verbose;
  private int rendered = ExitCode.DONE;
  private boolean whole = true;
  private boolean passed = true;

  Ending(Console console, boolean verbose) {
    this.console = console;
    this.verbose = verbose;
  }

  /** Takes note of a page's exit code. */
  void rendered(int exitCode) {
    rendered = rendered == ExitCode.DONE ? exitCode : rendered;
  }

  void part(String words, PartEnding ending) {
    cautions(words + ": ", ending.cautions());
    gate(words + ": ", ending.gate());
    failures(words + ": ", ending.failures());
    if (ending.error().isPresent()) {
      whole = false;
      Throwable error = ending.error().get();
      console
          .err()
          .println(
              String.format(
                  Locale.ROOT, "orthant: %s: %s", words, CommandLineInterface.message(error)));
      if (verbose) {
        error.printStackTrace(console.err());
      }
    }
  }

  /**
   * Tells what a reader must know before anything else.
   *
   * @param where of a sweep; empty for a run
   */
  void cautions(String where, List<String> texts) {
    texts.forEach(text -> console.err().println("caution: " + where + text));
  }

  /**
   * Tells the rules that do not hold.
   *
   * @param where of a sweep; empty for a run
   */
  void gate(String where, List<GateCheck> gate) {
    for (GateCheck check : gate) {
      if (check.hasFailed()) {
        passed = false;
        console.err().println("gate: " + where + check);
      }
    }
  }

  void failures(String where, List<Failure> failures) {
    for (Failure failure : failures) {
      whole = false;
      console.err().println("orthant: " + where + failure);
      if (verbose) {
        failure.cause().ifPresent(cause -> cause.printStackTrace(console.err()));
      }
    }
  }

  /** A page that could not be made counts before a failure, and that before a gate. */
  int exitCode() {
    if (rendered != ExitCode.DONE) {
      return rendered;
    }
    if (!whole) {
      return ExitCode.FAILED;
    }
    return passed ? ExitCode.DONE : ExitCode.GATE_FAILED;
  }
}
