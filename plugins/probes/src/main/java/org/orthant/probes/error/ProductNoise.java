package org.orthant.probes.error;

import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.orthant.api.measure.Block;
import org.orthant.api.measure.Key;
import org.orthant.api.measure.Recording;
import org.orthant.api.measure.Stats;
import org.orthant.api.measure.Weights;
import org.orthant.api.statistics.ColumnComoments;
import org.orthant.api.statistics.Comoments;
import org.orthant.api.statistics.Tally;
import org.orthant.probes.estimate.Estimate;
import org.orthant.probes.estimate.GroupEstimates;
import org.orthant.probes.interval.Jackknife;
import org.orthant.probes.layer.TermBounds;

/**
 * The errors of dot products with quantized weights, x, beside those with continuous ones, y,
 * pooled over filters. The groups of images are dealt into parts, which bound what is kept, for
 * intervals to leave out one at a time. Filters whose products are not finite count in nothing.
 *
 * @param ratios without intervals where there are none
 * @param missing why the ratio under the best scales has no interval; empty where it has one
 */
record ProductNoise(Ratios ratios, Optional<String> missing) {
  private static final int MOST_PARTS = 20;
  private static final Key<Tally> GROUPS = Key.perGroup("groups", Tally.class);

  /** Keeps the products of one group of images under all quantizers. */
  static void write(Block block, Stats out) {
    int filters = block.layer().shape().filters();
    float[] continuous = block.dots(Weights.CONTINUOUS);
    out.at(GROUPS, Tally::new).add(1, 1);
    for (String quantizer : block.quantizers()) {
      ColumnComoments pairs = new ColumnComoments(filters);
      pairs.add(block.dots(Weights.quantizedBy(quantizer)), continuous);
      out.at(products(block.group() % MOST_PARTS, quantizer), () -> new ColumnComoments(filters))
          .merge(pairs);
    }
  }

  /**
   * Finds what {@link #write} kept of one quantizer.
   *
   * @param terms how large the terms of the products may be
   */
  static ProductNoise read(Recording recording, String quantizer, TermBounds terms) {
    double[] quantized = terms.ofInputs(Weights.quantizedBy(quantizer));
    double[] continuous = terms.ofInputs(Weights.CONTINUOUS);
    return of(
        IntStream.range(0, Math.min(MOST_PARTS, recording.groups(GROUPS).size()))
            .mapToObj(part -> recording.total(products(part, quantizer)))
            .map(part -> part.ofDotProducts(terms.dimension(), quantized, continuous))
            .toList());
  }

  private static ProductNoise of(List<ColumnComoments> parts) {
    int filters = parts.get(0).columns().size();
    ColumnComoments all = new ColumnComoments(filters);
    parts.forEach(all::merge);
    Jackknife<ColumnComoments> jackknife =
        Jackknife.of(
            parts, () -> new ColumnComoments(filters), part -> part.columns().get(0).count());
    List<Comoments> pooled = parts.stream().map(ColumnComoments::pooled).toList();
    Estimate plain = estimate(all, jackknife, pooled, ProductNoise::plain);
    Estimate scaled = estimate(all, jackknife, pooled, ProductNoise::scaled);
    return new ProductNoise(new Ratios(plain, scaled), missing(scaled, pooled));
  }

  private static Estimate estimate(
      ColumnComoments all,
      Jackknife<ColumnComoments> jackknife,
      List<Comoments> pooled,
      ToDoubleFunction<ColumnComoments> decibels) {
    return new Estimate(
        decibels.applyAsDouble(all),
        jackknife.interval(decibels).filter(ends -> !GroupEstimates.areAlike(pooled)),
        jackknife.n());
  }

  private static Optional<String> missing(Estimate scaled, List<Comoments> pooled) {
    if (Double.isNaN(scaled.value())) {
      return Optional.of(
          "The signal-to-noise ratio of the output is undefined: there is no filter whose products"
              + " with the continuous weights are finite and differ by more than rounding");
    }
    return scaled.interval().isPresent()
        ? Optional.empty()
        : Optional.of(GroupEstimates.noInterval("The signal-to-noise ratio of the output", pooled));
  }

  /** Σy² / Σ(y − x)². */
  private static double plain(ColumnComoments columns) {
    return decibels(
        columns,
        of -> of.squaresY() + of.count() * of.meanY() * of.meanY(),
        of -> {
          double difference = of.meanX() - of.meanY();
          return of.squaresX()
              - 2 * of.products()
              + of.squaresY()
              + of.count() * difference * difference;
        });
  }

  /**
   * Σ(y − ȳ)² / Σ(y − c·x − e)² for the c ≥ 0 and e of each filter that make the error smallest,
   * which is 1 / (1 − r²) of a filter by itself where r is positive.
   */
  private static double scaled(ColumnComoments columns) {
    return decibels(
        columns,
        of -> of.isConstantY() ? 0 : of.squaresY(),
        of -> of.isConstantY() ? 0 : of.squaresY() - explained(of));
  }

  private static double explained(Comoments of) {
    return of.isConstantX() || of.products() <= 0
        ? 0
        : of.products() / of.squaresX() * of.products();
  }

  private static double decibels(
      ColumnComoments columns,
      ToDoubleFunction<Comoments> signal,
      ToDoubleFunction<Comoments> noise) {
    return new SignalToNoise(sum(columns, signal), sum(columns, noise)).decibels();
  }

  private static double sum(ColumnComoments columns, ToDoubleFunction<Comoments> of) {
    return IntStream.range(0, columns.columns().size())
        .filter(columns::isFinite)
        .mapToObj(columns.columns()::get)
        .flatMapToDouble(column -> DoubleStream.of(of.applyAsDouble(column)))
        .sum();
  }

  private static Key<ColumnComoments> products(int part, String quantizer) {
    return Key.total("products/" + part, ColumnComoments.class).of(quantizer);
  }
}
