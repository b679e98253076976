package org.orthant.reports.page;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.orthant.reports.chart.Extent;
import org.orthant.reports.chart.Figure;
import org.orthant.reports.page.Panel.FigureGroup;
import org.orthant.reports.result.Result;
import org.orthant.reports.result.Result.Axis;
import org.orthant.reports.result.Result.Curve;
import org.orthant.reports.result.Result.Distribution;
import org.orthant.reports.words.Glossary;

/** How r is spread over the filters of a layer, and which filters have the lowest. */
final class FilterHistograms {
  private static final String METRIC = "filter-r";
  private static final int BINS = 100;
  private static final int MOST_NAMED = 5;

  private FilterHistograms() {}

  /** Whether a curve is drawn here, as a histogram of its values. */
  static boolean shows(Curve curve) {
    return curve.subject().metric().equals(METRIC);
  }

  /**
   * The histograms side by side.
   *
   * @param curves of one probe in one layer, a number for each filter
   */
  static FigureGroup of(Result result, String probe, List<Curve> curves) {
    List<Distribution> histograms = curves.stream().map(FilterHistograms::histogram).toList();
    Extent shown = Extent.around(histograms);
    Glossary.Drawing drawing = Glossary.drawing(probe, METRIC);
    return new FigureGroup(
        probe,
        drawing.title(),
        drawing.paper(),
        "The lowest, by the filter’s number from 0: "
            + curves.stream().map(FilterHistograms::lowest).collect(Collectors.joining("; "))
            + ".",
        true,
        histograms.stream().map(each -> Figure.of(result, each, shown)).toList());
  }

  private static Distribution histogram(Curve curve) {
    Axis axis = new Axis(-1, 1 + 2.0 / BINS, BINS + 1);
    long[] counts = new long[axis.bins()];
    for (double r : curve.y().values()) {
      int bin = (int) Math.floor((r - axis.low()) / axis.width());
      counts[Math.max(0, Math.min(counts.length - 1, bin))]++;
    }
    return new Distribution(
        curve.subject(), axis, Arrays.stream(counts).boxed().toList(), 0, List.of());
  }

  private static String lowest(Curve curve) {
    List<Double> r = curve.y().values();
    return curve.subject().quantizer().orElse("as it is")
        + " "
        + IntStream.range(0, r.size())
            .boxed()
            .sorted(Comparator.comparing(r::get))
            .limit(MOST_NAMED)
            .map(
                place ->
                    String.format(
                        Locale.ROOT, "%.0f (%.2f)", curve.x().values().get(place), r.get(place)))
            .collect(Collectors.joining(", "));
  }
}
