package org.orthant.reports.sweep;

import static java.util.stream.Collectors.joining;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.orthant.reports.across.AcrossLayers;
import org.orthant.reports.html.Asset;
import org.orthant.reports.html.Template;
import org.orthant.reports.result.SweepResult;
import org.orthant.reports.result.SweepResult.Part;

/** What the template of a sweep shows. */
public record SweepPage(
    SweepResult sweep,
    String summary,
    List<Part> troubled,
    List<AcrossLayers> curves,
    List<SweepNumbers> numbers,
    List<Asset> styles,
    List<Asset> scripts) {

  public static SweepPage of(SweepResult sweep) {
    return new SweepPage(
        sweep,
        summary(sweep),
        sweep.parts().stream()
            .filter(part -> part.error().isPresent() || !part.failures().isEmpty())
            .toList(),
        SweepFigures.of(sweep),
        SweepNumbers.of(sweep),
        List.of(Asset.own("report.css"), Asset.own("sweep.css")),
        List.of(Asset.own("printing.js"), Asset.echarts(), Asset.own("charts.js")));
  }

  /** The page as UTF-8. Equal results give equal bytes. */
  public byte[] render() {
    return new Template("sweep.jte").render(this);
  }

  /** Nothing is fetched, and no script runs but those that belong here. */
  public String contentSecurityPolicy() {
    return Asset.contentSecurityPolicy(scripts);
  }

  private static String summary(SweepResult sweep) {
    long finished = sweep.parts().stream().filter(part -> part.error().isEmpty()).count();
    String product =
        sweep.axes().stream()
            .map(
                axis ->
                    String.format(
                        Locale.ROOT,
                        "%d %s of %s",
                        axis.values().size(),
                        axis.values().size() == 1 ? "value" : "values",
                        axis.label()))
            .collect(joining(" × "));
    return String.format(
        Locale.ROOT, "%d of %d parts have a result: %s.", finished, sweep.parts().size(), product);
  }

  /** How the numbers come about, in a sentence. */
  public String intervals() {
    return sweep.seeds() > 1
        ? String.format(
            Locale.ROOT,
            "Each number is the mean over %d seeds; its interval is Student's, over the seeds.",
            sweep.seeds())
        : "Each number is that of one seed, and so has no interval; sweep over seed for one.";
  }

  /** What went wrong in a part. */
  public static List<String> troubles(Part part) {
    return Stream.concat(part.error().stream(), part.failures().stream()).toList();
  }
}
