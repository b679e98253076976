package org.orthant.framework.run;

import java.util.Map;
import org.orthant.api.measure.Trial;
import org.orthant.api.statistics.Outcomes;

/** What one group of images gave. */
record GroupResult(Map<Slot, GroupStats> statistics, Map<Trial, Outcomes> outcomes) {}
