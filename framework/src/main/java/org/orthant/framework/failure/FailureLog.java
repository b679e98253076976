package org.orthant.framework.failure;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The plugins that failed during one attempt to measure and conclude. The first failure of each
 * probe counts, and the first of each quantizer on a layer; so they are noted in the order of the
 * run, whatever the number of threads. Not for several threads.
 */
public final class FailureLog {
  private final Map<String, Failure> probes = new LinkedHashMap<>();
  private final Map<String, Failure> quantizers = new LinkedHashMap<>();

  /** Notes failures in the order of what was done. */
  public void note(List<Failure> failures) {
    for (Failure failure : failures) {
      if (failure.isOfQuantizer()) {
        quantizers.putIfAbsent(failure.subject(), failure);
      } else {
        probes.putIfAbsent(failure.name(), failure);
      }
    }
  }

  /** Why the probe of that id concludes nothing; empty if it has not failed. */
  public Optional<Failure> ofProbe(String id) {
    return Optional.ofNullable(probes.get(id));
  }

  /** Quantizers that served their layers until they were asked for more. */
  public List<Failure> ofQuantizers() {
    return List.copyOf(quantizers.values());
  }

  /** Whether the attempt must be made again, without a quantizer. */
  public boolean hasQuantizers() {
    return !quantizers.isEmpty();
  }
}
