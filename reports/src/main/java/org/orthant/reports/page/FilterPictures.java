package org.orthant.reports.page;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.orthant.reports.picture.Png;
import org.orthant.reports.result.Result;
import org.orthant.reports.result.Result.Curve;
import org.orthant.reports.result.Result.Filters;
import org.orthant.reports.words.Unit;

/**
 * A layer's filters as small pictures, before quantization above those under each quantizer.
 *
 * @param probe that kept them
 * @param reading how to read them
 * @param columns a filter each, by its number
 */
public record FilterPictures(String probe, String reading, List<Column> columns) {
  private static final int MOST_MARKED = 5;
  private static final String METRIC = "filter-r";

  /**
   * One filter.
   *
   * @param number from 0
   * @param pictures before quantization, then under each quantizer
   */
  public record Column(int number, List<Picture> pictures) {}

  /**
   * One filter as it was or as a quantizer makes it.
   *
   * @param address the picture itself
   * @param words what it shows
   * @param low whether its r is among the lowest
   */
  public record Picture(String address, String words, boolean low) {}

  /** Nothing where the layer's filters were not kept. */
  static Optional<FilterPictures> of(Result result, String layer) {
    List<Filters> rows = result.filtersOf(layer);
    if (rows.isEmpty()) {
      return Optional.empty();
    }
    int filters = rows.stream().mapToInt(row -> row.values().size()).min().orElse(0);
    List<List<Picture>> pictures =
        rows.stream().map(row -> pictures(result, row, filters)).toList();
    return Optional.of(
        new FilterPictures(
            rows.get(0).subject().probe(),
            reading(result, layer, rows, filters),
            IntStream.range(0, filters)
                .mapToObj(
                    filter ->
                        new Column(filter, pictures.stream().map(row -> row.get(filter)).toList()))
                .toList()));
  }

  private static String reading(Result result, String layer, List<Filters> rows, int filters) {
    long all = result.layer(layer).map(Result.Layer::filters).orElse((long) filters);
    boolean marked = rows.stream().anyMatch(row -> !correlations(result, row).isEmpty());
    return String.format(
        Locale.ROOT,
        "%s by their numbers from 0; in each column from the top: %s. Each is scaled by its own largest |w|: mid grey is 0, %s.%s",
        all > filters
            ? String.format(Locale.ROOT, "The first %d of %s filters", filters, Unit.count(all))
            : "The filters",
        rows.stream().map(FilterPictures::name).collect(Collectors.joining(", ")),
        rows.get(0).channels() == 1
            ? "lighter is positive, darker negative"
            : "the three channels are drawn as red, green and blue, brighter for positive",
        marked
            ? String.format(
                Locale.ROOT, " Framed: the %d lowest r under that quantizer.", MOST_MARKED)
            : "");
  }

  private static String name(Filters row) {
    return row.subject().quantizer().orElse("continuous");
  }

  private static List<Picture> pictures(Result result, Filters row, int filters) {
    Map<Integer, Double> r = correlations(result, row);
    Set<Integer> lowest =
        r.entrySet().stream()
            .sorted(Map.Entry.comparingByValue(Comparator.naturalOrder()))
            .limit(MOST_MARKED)
            .map(Map.Entry::getKey)
            .collect(Collectors.toSet());
    List<Picture> pictures = new ArrayList<>();
    for (int filter = 0; filter < filters; filter++) {
      pictures.add(
          new Picture(
              drawn(row, row.values().get(filter)).address(),
              String.format(Locale.ROOT, "filter %d, %s", filter, name(row))
                  + (r.containsKey(filter)
                      ? String.format(Locale.ROOT, ", r %.2f", r.get(filter))
                      : ""),
              lowest.contains(filter)));
    }
    return pictures;
  }

  /** r within each filter under the row's quantizer, as far as it was measured. */
  private static Map<Integer, Double> correlations(Result result, Filters row) {
    Map<Integer, Double> r = new HashMap<>();
    for (Curve curve : result.curvesOf(row.subject().layer())) {
      if (curve.subject().metric().equals(METRIC)
          && curve.subject().quantizer().isPresent()
          && curve.subject().quantizer().equals(row.subject().quantizer())
          && curve.subject().probe().equals("dot-product")) {
        for (int i = 0; i < curve.x().values().size(); i++) {
          r.putIfAbsent(curve.x().values().get(i).intValue(), curve.y().values().get(i));
        }
      }
    }
    return r;
  }

  private static Png drawn(Filters row, List<Double> filter) {
    double largest = filter.stream().mapToDouble(Math::abs).max().orElse(0);
    int[] samples =
        filter.stream()
            .mapToInt(value -> largest == 0 ? 128 : (int) Math.round(127.5 * (1 + value / largest)))
            .toArray();
    return Png.of(row.height(), row.width(), row.channels(), samples);
  }
}
