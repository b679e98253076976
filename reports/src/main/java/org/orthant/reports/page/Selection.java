package org.orthant.reports.page;

import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.orthant.reports.glance.WorstLayers;
import org.orthant.reports.result.Grade;
import org.orthant.reports.result.Result;
import org.orthant.reports.result.Result.Layer;
import org.orthant.reports.result.Result.Verdict;

/**
 * The layers that a page shows with figures and tables: all, or the worst where they are many.
 *
 * @param ofMany whether the network has more layers than the page shows so
 * @param worstFirst the network's layers: those that are not sound by grade, those without an
 *     answer, the others; among equals the most costly first
 * @param anchors where a reader finds each layer: its section, or else its row of the scorecard if
 *     there is one
 * @param shown the layers with a section, in the result's order
 */
record Selection(
    boolean ofMany, List<String> worstFirst, Map<String, String> anchors, List<String> shown) {

  /** How many layers of such a network have a section. */
  static final int WORST = 16;

  /** How many layers a list on the page names before it says how many more there are. */
  static final int MOST_NAMED = 12;

  static Selection of(Result result) {
    boolean ofMany = result.hasManyLayers();
    List<String> worstFirst = worstFirst(result);
    List<String> shown =
        ofMany
            ? Stream.concat(
                    worstFirst.stream().limit(WORST),
                    result.panels().keySet().stream()
                        .filter(name -> !result.hasLayer(name))
                        .limit(WORST))
                .toList()
            : List.copyOf(result.panels().keySet());
    Map<String, String> anchors = new LinkedHashMap<>();
    boolean hasRows =
        !result.quantizerNames().isEmpty()
            && MetricTable.fits(result.layers().size(), result.quantizerNames().size());
    result
        .panels()
        .forEach(
            (name, place) ->
                anchors.put(
                    name, hasRows && result.hasLayer(name) ? "row-" + (place + 1) : "layers"));
    shown.forEach(name -> anchors.put(name, "layer-" + (result.panels().get(name) + 1)));
    return new Selection(ofMany, worstFirst, anchors, shown);
  }

  /** Returns where a layer is found on the page, if it is. */
  Optional<String> anchor(String layer) {
    return Optional.ofNullable(anchors.get(layer));
  }

  private static List<String> worstFirst(Result result) {
    Map<String, Integer> byCost = new HashMap<>();
    WorstLayers.of(result).rows().forEach(row -> byCost.putIfAbsent(row.layer(), byCost.size()));
    return result.layers().stream()
        .map(Layer::name)
        .distinct()
        .sorted(
            Comparator.<String, Grade>comparing(layer -> rank(result.verdictOn(layer)))
                .thenComparing(layer -> byCost.getOrDefault(layer, Integer.MAX_VALUE)))
        .toList();
  }

  /**
   * Returns what a layer is ordered by: an open question comes before what is sound or was not
   * asked.
   */
  private static Grade rank(Optional<Verdict> verdict) {
    return verdict
        .filter(each -> each.grade().isBad())
        .map(Verdict::grade)
        .orElse(verdict.filter(Verdict::open).isPresent() ? Grade.SOUND : Grade.NOT_EVALUATED);
  }
}
