package org.orthant.framework.plan;

import java.util.List;
import org.orthant.api.measure.Trial;
import org.orthant.api.spi.Probe;

/**
 * A probe with the trials it must see.
 *
 * @param id its id
 * @param doc what it asks, in a line
 */
public record PlannedProbe(String id, String doc, Probe probe, List<Trial> trials) {
  public PlannedProbe {
    trials = List.copyOf(trials);
  }
}
