package org.orthant.api.statistics;

import java.io.DataOutput;
import java.io.IOException;

/**
 * A statistic that a probe records. There are no others than these, so that memory stays bounded
 * and whatever was recorded can be kept in files and sent between machines.
 *
 * @param <S> the statistic itself
 * @see StatisticFormat
 */
public sealed interface Statistic<S extends Statistic<S>> extends Mergeable<S>
    permits Tally,
        Moments,
        Comoments,
        ColumnComoments,
        Covariance,
        Histogram,
        JointHistogram,
        Outcomes,
        ValueCounts,
        VectorSum {

  /** Writes all it has seen; {@link StatisticFormat} reads it. */
  void write(DataOutput out) throws IOException;
}
