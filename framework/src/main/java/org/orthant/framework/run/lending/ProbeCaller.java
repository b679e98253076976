package org.orthant.framework.run.lending;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
import org.orthant.framework.failure.Failure;
import org.orthant.framework.failure.PluginCall;
import org.orthant.framework.failure.PluginFailedException;
import org.orthant.framework.plan.PlannedProbe;

/**
 * Calls probes, and calls none again that has failed. What is measured side by side is numbered, so
 * that the failure that counts, the one with the lowest number, is the same however many threads
 * there are.
 */
public final class ProbeCaller {
  private final Map<String, Integer> failedIn = new ConcurrentHashMap<>();

  /** Whether the probe has not failed at this piece of work or an earlier one. */
  public boolean isAsked(PlannedProbe probe, int work) {
    return failedIn.getOrDefault(probe.id(), Integer.MAX_VALUE) > work;
  }

  /** Notes those of the failures that are probes'. */
  public void failed(List<Failure> failures, int work) {
    failures.stream()
        .filter(failure -> !failure.isOfQuantizer())
        .forEach(failure -> failed(failure.name(), work));
  }

  /** Notes that a probe failed. */
  public void failed(String probe, int work) {
    failedIn.merge(probe, work, Math::min);
  }

  /**
   * Calls a probe, unless it failed at this piece of work or an earlier one.
   *
   * @param work the number of the piece of work
   * @param method what is called, for the reason
   * @param exhibition of this piece of work
   * @param failures those of this piece of work so far; where to put the probe's failure, or that
   *     of a quantizer it asked
   */
  public void ask(
      PlannedProbe probe,
      int work,
      String layer,
      String method,
      Exhibition exhibition,
      List<Failure> failures,
      Consumer<LentArrays> call) {
    if (!isAsked(probe, work) || hasFailed(probe, failures)) {
      return;
    }
    try {
      answer(
          probe,
          Optional.of(layer),
          method,
          exhibition,
          shown -> {
            call.accept(shown);
            return probe;
          });
    } catch (PluginFailedException e) {
      failures.add(e.failure());
    }
  }

  private static boolean hasFailed(PlannedProbe probe, List<Failure> failures) {
    return failures.stream()
        .anyMatch(failure -> !failure.isOfQuantizer() && failure.name().equals(probe.id()));
  }

  /**
   * Calls a probe.
   *
   * @throws PluginFailedException if it fails, or a quantizer does that it asked
   */
  public <T> T answer(
      PlannedProbe probe,
      Optional<String> layer,
      String method,
      Exhibition exhibition,
      Function<LentArrays, T> call) {
    PluginCall asked = new PluginCall(Failure.subjectOfProbe(probe.id(), layer), method);
    try (LentArrays shown = new LentArrays(exhibition)) {
      T answer =
          asked.make(
              () -> call.apply(shown),
              e -> failure(probe, layer, method, PluginCall.inWords(e), Optional.of(e)));
      Optional<String> change = shown.change();
      if (change.isPresent()) {
        throw failure(probe, layer, method, change.get(), Optional.empty());
      }
      return answer;
    }
  }

  private static PluginFailedException failure(
      PlannedProbe probe,
      Optional<String> layer,
      String method,
      String reason,
      Optional<Throwable> cause) {
    return new PluginFailedException(
        Failure.ofProbe(probe.id(), layer, method + ": " + reason, cause));
  }
}
