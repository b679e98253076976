package org.orthant.probes;

import org.orthant.api.measure.Key;
import org.orthant.api.measure.Recording;
import org.orthant.api.measure.Stats;
import org.orthant.api.statistics.ColumnComoments;
import org.orthant.api.statistics.Comoments;

/**
 * How two sets of dot products correlate, over all filters together and within each.
 *
 * @param pooled where the pairs of all filters are kept, group by group
 * @param filters where each filter's pairs are kept
 */
record ProductCorrelation(Key<Comoments> pooled, Key<ColumnComoments> filters) {

  /**
   * @param name unique within the probe
   */
  static ProductCorrelation named(String name) {
    return new ProductCorrelation(
        Key.perGroup(name + "/pooled", Comoments.class),
        Key.total(name + "/filters", ColumnComoments.class));
  }

  /**
   * Adds pairs of products.
   *
   * @param columns how many filters
   * @param x [rows, filters], row after row
   * @param y the same shape
   */
  void write(Stats out, String quantizer, int columns, float[] x, float[] y) {
    ColumnComoments pairs = new ColumnComoments(columns);
    pairs.add(x, y);
    write(out, quantizer, columns, pairs);
  }

  /**
   * Adds pairs of products.
   *
   * @param columns how many filters
   * @param pairs those of each filter
   */
  void write(Stats out, String quantizer, int columns, ColumnComoments pairs) {
    out.at(filters.of(quantizer), () -> new ColumnComoments(columns)).merge(pairs);
    out.at(pooled.of(quantizer), Comoments::new).merge(pairs.pooled());
  }

  /** Pearson's r over all filters. */
  Estimate pearson(Recording recording, String quantizer) {
    return GroupEstimates.pearson(recording, pooled.of(quantizer));
  }

  /** Pearson's r within each filter; none where one of its products never changes. */
  PerFilter ofFilters(Recording recording, String quantizer) {
    return PerFilter.of(recording.total(filters.of(quantizer)).pearson());
  }
}
