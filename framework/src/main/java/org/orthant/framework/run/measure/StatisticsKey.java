package org.orthant.framework.run.measure;

import org.orthant.api.measure.Trial;

/** Whose statistics: one probe's, under one trial, of one layer. */
public record StatisticsKey(String probe, Trial trial, String layer) {}
