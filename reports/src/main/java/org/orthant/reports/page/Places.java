package org.orthant.reports.page;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Where a reader finds what a probe measured of a layer.
 *
 * @param layers the anchor of each layer's section, or else of its row of the scorecard
 * @param drawn the anchors of the figures that there are
 */
public record Places(Map<String, String> layers, Set<String> drawn) {
  static Places of(Selection selection, List<Panel> panels) {
    Set<String> drawn = new HashSet<>();
    panels.forEach(
        panel ->
            panel.groups().forEach(group -> drawn.add(figures(panel.anchor(), group.probe()))));
    return new Places(selection.anchors(), drawn);
  }

  /** The anchor of a probe's figures in a layer's section, or else of its numbers. */
  public String of(String layer, String probe) {
    String figures = figures(layers.get(layer), probe);
    return drawn.contains(figures) ? figures : numbers(probe);
  }

  /** The anchor of a probe's figures in a section. */
  public static String figures(String section, String probe) {
    return section + "-" + probe;
  }

  /** The anchor of a probe's numbers. */
  public static String numbers(String probe) {
    return "numbers-" + probe;
  }
}
