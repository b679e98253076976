package org.orthant.reports.across;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.orthant.reports.chart.Figure;
import org.orthant.reports.result.Result;

/**
 * One question asked of all layers at once.
 *
 * @param text how to read the figures
 */
public record AcrossLayers(String title, String text, List<Figure> figures) {

  /** How many rows a figure of many layers has. */
  private static final int MOST_ROWS = 60;

  /** Returns the same with the first rows of each figure alone. */
  private AcrossLayers shortened() {
    return new AcrossLayers(
        title, text, figures.stream().map(figure -> figure.shortened(MOST_ROWS)).toList());
  }

  /** Those that the result has numbers for. */
  public static List<AcrossLayers> of(Result result) {
    return Stream.of(
            AnglesByDimension.of(result),
            ShuffledInputs.of(result),
            QuantizerDifferences.of(result),
            Ablations.of(result),
            AccuracyAndMemory.of(result),
            Learning.of(result))
        .flatMap(Optional::stream)
        .map(each -> result.hasManyLayers() ? each.shortened() : each)
        .toList();
  }
}
