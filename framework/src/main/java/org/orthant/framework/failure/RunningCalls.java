package org.orthant.framework.failure;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The calls of plugins that are under way. Threads belong to the process, and so does what they are
 * doing: it is kept here rather than handed from class to class.
 */
final class RunningCalls {
  private static final Map<Thread, RunningCall> INNERMOST = new ConcurrentHashMap<>();

  private RunningCalls() {}

  /** Notes that this thread begins a call. */
  static RunningCall begin(PluginCall call) {
    Thread thread = Thread.currentThread();
    RunningCall running =
        new RunningCall(call, System.nanoTime(), Optional.ofNullable(INNERMOST.get(thread)));
    INNERMOST.put(thread, running);
    return running;
  }

  /** Notes that this thread has ended a call. */
  static void end(RunningCall running) {
    Thread thread = Thread.currentThread();
    running
        .outer()
        .ifPresentOrElse(outer -> INNERMOST.put(thread, outer), () -> INNERMOST.remove(thread));
  }

  /** The innermost call of each thread that is in one. */
  static List<RunningCall> all() {
    return List.copyOf(INNERMOST.values());
  }

  /** The innermost call of a thread. */
  static Optional<RunningCall> of(Thread thread) {
    return Optional.ofNullable(INNERMOST.get(thread));
  }
}
