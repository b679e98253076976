package org.orthant.framework.failure;

import java.io.PrintStream;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Makes a failure of an end that Orthant did not choose: a plugin, or a library of its, that calls
 * {@link System#exit} must not end a run as if all were well. Signals end it as they always do. A
 * plugin that calls {@link Runtime#halt} cannot be caught.
 */
public final class ForeignExit {
  private static final int FAILED = 1;

  private final PrintStream err;
  private volatile boolean chosen;

  private ForeignExit(PrintStream err) {
    this.err = err;
  }

  /**
   * Watches over this process from now on.
   *
   * @param err where to say who ended it
   */
  public static ForeignExit guard(PrintStream err) {
    ForeignExit guard = new ForeignExit(err);
    Runtime.getRuntime().addShutdownHook(new Thread(guard::atShutdown, "foreign exit"));
    return guard;
  }

  /** Ends the process as Orthant chooses. */
  public void exit(int code) {
    chosen = true;
    System.exit(code);
  }

  private void atShutdown() {
    if (chosen) {
      return;
    }
    Map<Thread, StackTraceElement[]> threads = Thread.getAllStackTraces();
    if (threads.values().stream().noneMatch(ForeignExit::isSignal)) {
      err.println("orthant: " + inWords(threads));
      err.flush();
      // Nothing else changes the exit code of a virtual machine that is going down.
      Runtime.getRuntime().halt(FAILED);
    }
  }

  /** Whether the thread ends the process because a signal, such as Ctrl-C, came. */
  private static boolean isSignal(StackTraceElement... stack) {
    return Arrays.stream(stack)
        .anyMatch(frame -> frame.getClassName().startsWith("java.lang.Terminator"));
  }

  private static String inWords(Map<Thread, StackTraceElement[]> threads) {
    for (Map.Entry<Thread, StackTraceElement[]> thread : threads.entrySet()) {
      Optional<StackTraceElement> caller = caller(thread.getValue());
      if (caller.isPresent()) {
        return String.format(
            Locale.ROOT,
            "%s called System.exit (in %s); the run has failed",
            RunningCalls.of(thread.getKey())
                .map(running -> running.call().toString())
                .orElseGet(() -> "a thread '" + thread.getKey().getName() + "'" + meanwhile()),
            caller.get().getClassName() + "." + caller.get().getMethodName());
      }
    }
    return "something called System.exit" + meanwhile() + "; the run has failed";
  }

  /** Who called exit on this stack, if anybody did. */
  private static Optional<StackTraceElement> caller(StackTraceElement... stack) {
    List<StackTraceElement> frames = List.of(stack);
    for (int i = frames.size() - 2; i >= 0; i--) {
      if (isExit(frames.get(i))) {
        return Optional.of(frames.get(i + 1));
      }
    }
    return Optional.empty();
  }

  private static boolean isExit(StackTraceElement frame) {
    return frame.getMethodName().equals("exit")
        && List.of("java.lang.System", "java.lang.Runtime").contains(frame.getClassName());
  }

  private static String meanwhile() {
    List<RunningCall> running = RunningCalls.all();
    return running.isEmpty()
        ? ""
        : running.stream()
            .map(call -> call.call().toString())
            .distinct()
            .collect(Collectors.joining(", ", " (while these were called: ", ")"));
  }
}
