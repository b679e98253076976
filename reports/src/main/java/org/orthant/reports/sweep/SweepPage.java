package org.orthant.reports.sweep;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.orthant.reports.html.Asset;
import org.orthant.reports.html.Original;
import org.orthant.reports.html.Template;
import org.orthant.reports.result.SweepResult;
import org.orthant.reports.result.SweepResult.Part;

/** What the template of a sweep shows. */
public record SweepPage(
    SweepResult sweep,
    String summary,
    Optional<String> winner,
    List<Part> troubled,
    List<AdviceOverSeeds> advice,
    List<SweepFigures.Shown> figures,
    List<SweepNumbers> numbers,
    List<Asset> styles,
    List<Asset> scripts,
    Original original) {

  /**
   * The page of a sweep.
   *
   * @param original the file that it is made of
   */
  public static SweepPage of(SweepResult sweep, Original original) {
    List<SweepFigures.Shown> figures = SweepFigures.of(sweep);
    boolean drawn = figures.stream().anyMatch(shown -> !shown.lines().isEmpty());
    return new SweepPage(
        sweep,
        summary(sweep),
        winner(sweep),
        sweep.parts().stream()
            .filter(part -> part.error().isPresent() || !part.failures().isEmpty())
            .toList(),
        AdviceOverSeeds.of(sweep),
        figures,
        SweepNumbers.of(sweep),
        List.of(Asset.own("report.css"), Asset.own("dots.css"), Asset.own("sweep.css")),
        scripts(drawn),
        original);
  }

  private static List<Asset> scripts(boolean drawn) {
    List<Asset> scripts =
        new ArrayList<>(List.of(Asset.own("printing.js"), Asset.own("tables.js")));
    if (drawn) {
      scripts.addAll(List.of(Asset.echarts(), Asset.own("charts.js")));
    }
    scripts.addAll(List.of(Asset.own("downloads.js"), Asset.own("takeaway.js")));
    return List.copyOf(scripts);
  }

  /** The page as UTF-8. Equal results give equal bytes. */
  public byte[] render() {
    return new Template("sweep.jte").render(this);
  }

  /** Nothing is fetched, and no script runs but those that belong here. */
  public String contentSecurityPolicy() {
    return Asset.contentSecurityPolicy(scripts);
  }

  /** Returns which combination does best, and whether that is more than chance. */
  public static Optional<String> winner(SweepResult sweep) {
    return Winner.sentence(sweep);
  }

  /** Returns what was varied, and how much of it has a result. */
  public static String summary(SweepResult sweep) {
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
        Locale.ROOT, "%d of %d runs have a result: %s.", finished, sweep.parts().size(), product);
  }

  /** Returns how the numbers come about, in a sentence. */
  public String intervals() {
    return sweep.seeds() > 1
        ? String.format(
            Locale.ROOT,
            "Each number is the mean over %d seeds. Runs with the same seed share all that the values do not change, so they are compared seed by seed.",
            sweep.seeds())
        : "Each number is that of one seed, and so has no interval; sweep over seed for one.";
  }

  /** Returns what went wrong in a part. */
  public static List<String> troubles(Part part) {
    return Stream.concat(part.error().stream(), part.failures().stream()).toList();
  }
}
