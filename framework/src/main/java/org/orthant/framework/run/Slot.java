package org.orthant.framework.run;

import org.orthant.api.measure.Trial;

/** Whose statistics: one probe's, under one trial, of one layer. */
record Slot(String probe, Trial trial, String layer) {}
