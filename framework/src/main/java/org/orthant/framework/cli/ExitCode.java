package org.orthant.framework.cli;

/** How Orthant ends. */
final class ExitCode {
  static final int DONE = 0;
  static final int FAILED = 1;
  static final int BAD_INPUT = 2;

  /** A gate failed, or a run is worse than the one it was compared with. */
  static final int GATE_FAILED = 3;

  static final int INTERRUPTED = 130;

  private ExitCode() {}
}
