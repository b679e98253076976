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
        .toList();
  }
}
