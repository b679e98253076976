package org.orthant.framework.cli;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.orthant.framework.failure.Failure;
import org.orthant.framework.failure.Thrown;
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
    reservations(words + ": ", ending.cautions(), ending.unanswered());
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
        Thrown.print(error, console.err());
      }
    }
  }

  /**
   * Tells what a reader must know before anything else.
   *
   * @param where of a sweep; empty for a run
   * @param unanswered the verdict on a network of which something that was asked has no answer
   */
  void reservations(String where, List<String> cautions, Optional<String> unanswered) {
    cautions.forEach(text -> console.err().println("caution: " + where + text));
    unanswered.ifPresent(
        reason -> console.err().println("not evaluated: " + where + without(cautions, reason)));
  }

  /** Leaves out what was said once. */
  private static String without(List<String> said, String reason) {
    return said.stream()
        .filter(reason::startsWith)
        .findFirst()
        .map(text -> reason.substring(text.length()).strip())
        .orElse(reason);
  }

  /**
   * Tells the rules that do not hold, and those that had nothing to look at.
   *
   * @param where of a sweep; empty for a run
   */
  void gate(String where, List<GateCheck> gate) {
    for (GateCheck check : gate) {
      if (check.hasFailed()) {
        passed = false;
        console.err().println("gate: " + where + check);
      } else if (check.isSkipped()) {
        console.err().println("gate: skipped: " + where + check);
      }
    }
  }

  void failures(String where, List<Failure> failures) {
    for (Failure failure : failures) {
      whole = false;
      console.err().println("orthant: " + where + failure);
      if (verbose) {
        failure.cause().ifPresent(cause -> Thrown.print(cause, console.err()));
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
