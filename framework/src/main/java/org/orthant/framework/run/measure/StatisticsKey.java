package org.orthant.framework.run.measure;

import org.orthant.api.measure.Trial;

/**
 * Whose statistics: one probe's, under one trial, of one layer or of the network's scores.
 *
 * @param layer empty for the scores, a name that no layer has
 */
public record StatisticsKey(String probe, Trial trial, String layer) {

  /** Of the network's scores. */
  public static StatisticsKey ofScores(String probe, Trial trial) {
    return new StatisticsKey(probe, trial, "");
  }
}
