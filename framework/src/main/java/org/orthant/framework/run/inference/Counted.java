package org.orthant.framework.run.inference;

/** Something that several hold: the last to let go of it frees it. Not for several threads. */
abstract class Counted {
  private int holders = 1;

  /** Takes hold. */
  final void hold() {
    holders++;
  }

  /** Lets go. */
  final void release() {
    holders--;
    if (holders == 0) {
      free();
    }
  }

  /** Frees it; nobody holds it any more. */
  abstract void free();
}
