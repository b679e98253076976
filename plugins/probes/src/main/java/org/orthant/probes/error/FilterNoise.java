package org.orthant.probes.error;

import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.orthant.api.measure.LayerView;
import org.orthant.api.measure.Recording;
import org.orthant.api.measure.Stats;
import org.orthant.api.model.LayerShape;
import org.orthant.api.statistics.Comoments;
import org.orthant.probes.estimate.Estimate;
import org.orthant.probes.geometry.FilterImages;
import org.orthant.probes.interval.Jackknife;

/** The errors of a layer's quantized filters; intervals leave out a twentieth at a time. */
final class FilterNoise {
  private static final int MOST_PARTS = 20;

  private FilterNoise() {}

  /** Keeps the errors under all quantizers. */
  static void write(LayerView layer, Stats out) {
    int parts = parts(layer.layer().shape());
    int dimension = layer.layer().shape().dimension();
    FilterImages.forEach(
        layer,
        (quantizer, filters, images, first) -> {
          RowErrors errors = new RowErrors(filters, images, dimension);
          for (int row = 0; row < errors.count(); row++) {
            ErrorSums.at(out, sample((first + row) % parts), quantizer).add(errors, row);
          }
        });
  }

  /** Finds what {@link #write} kept of one quantizer. */
  static Ratios read(Recording recording, LayerShape layer, String quantizer) {
    List<ErrorSums> parts =
        IntStream.range(0, parts(layer))
            .mapToObj(part -> ErrorSums.read(recording, sample(part), quantizer))
            .toList();
    return new Ratios(
        estimate(layer, parts, ErrorSums::plain), estimate(layer, parts, ErrorSums::scaled));
  }

  private static Estimate estimate(
      LayerShape layer, List<ErrorSums> sums, Function<ErrorSums, Comoments> which) {
    List<Comoments> parts = sums.stream().map(which).toList();
    Comoments all = new Comoments();
    parts.forEach(all::merge);
    return new Estimate(
        ErrorSums.decibels(all),
        Jackknife.of(parts, Comoments::new, Comoments::count).interval(ErrorSums::decibels),
        layer.filters());
  }

  private static int parts(LayerShape layer) {
    return Math.min(MOST_PARTS, layer.filters());
  }

  private static String sample(int part) {
    return "filters-" + part;
  }
}
