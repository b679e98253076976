package org.orthant.framework.result;

import java.util.List;
import org.orthant.api.finding.Advice;

/** Advice with the probe that gives it. */
public record AdviceEntry(String probe, Advice advice) {

  /** That of all probes, in their order. */
  public static List<AdviceEntry> all(List<ProbeConclusion> probes) {
    return probes.stream()
        .flatMap(
            probe ->
                probe.conclusion().advice().stream()
                    .map(advice -> new AdviceEntry(probe.id(), advice)))
        .toList();
  }
}
