package org.orthant.framework.result;

import java.util.List;

/**
 * What a reader must know before using what some probes found.
 *
 * @param text one sentence with the numbers it rests on
 * @param probes the ids of the probes it concerns, in the order of the configuration
 */
public record Caution(String text, List<String> probes) {
  public Caution {
    probes = List.copyOf(probes);
  }
}
