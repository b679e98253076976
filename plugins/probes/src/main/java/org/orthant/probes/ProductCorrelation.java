package org.orthant.probes;

import java.util.List;
import java.util.stream.IntStream;
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

  /**
   * Finds what was kept of one quantizer.
   *
   * @param dimension the number of terms of each product
   * @param termsX of each filter: no less than the root of the sum of the squared terms of any x
   * @param termsY the same for y
   */
  Correlation read(
      Recording recording, String quantizer, int dimension, double[] termsX, double[] termsY) {
    return Correlation.of(
        groups(recording, quantizer, dimension, termsX, termsY),
        recording.total(filters.of(quantizer)).ofDotProducts(dimension, termsX, termsY));
  }

  /** Returns what {@link #read} rests on over all filters, of each group of images. */
  List<Comoments> groups(
      Recording recording, String quantizer, int dimension, double[] termsX, double[] termsY) {
    ColumnComoments columns = recording.total(filters.of(quantizer));
    double largestX = largest(termsX, columns);
    double largestY = largest(termsY, columns);
    return recording.groups(pooled.of(quantizer)).stream()
        .map(pairs -> pairs.ofDotProducts(dimension, largestX, largestY))
        .toList();
  }

  /** Of the filters whose products are finite: the others are in no pooled statistic. */
  private static double largest(double[] terms, ColumnComoments columns) {
    return IntStream.range(0, terms.length)
        .filter(columns::isFinite)
        .mapToDouble(filter -> terms[filter])
        .max()
        .orElse(0);
  }
}
