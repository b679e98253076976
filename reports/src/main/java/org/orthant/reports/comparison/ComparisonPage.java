package org.orthant.reports.comparison;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.orthant.reports.dots.DotPlot;
import org.orthant.reports.html.Asset;
import org.orthant.reports.html.Template;
import org.orthant.reports.result.Result;
import org.orthant.reports.result.Result.Provenance;

/** What the template of a comparison shows. */
public record ComparisonPage(
    Comparison comparison,
    RunLabels labels,
    List<DotPlot> plots,
    List<Section> sections,
    List<Origin> origins,
    List<Asset> styles,
    List<Asset> scripts) {
  private static final Set<Outcome> OF_INTEREST =
      Set.of(Outcome.WORSE, Outcome.LOST, Outcome.BETTER);

  /** So many rows are read; more are unfolded by whoever wants them. */
  private static final int MOST_OPEN = 100;

  /** All that one thing became of; {@code open} where it is of interest and short. */
  public record Section(String id, Outcome outcome, boolean open, List<Difference> rows) {}

  /** Something that is known of both runs. */
  public record Origin(String name, String a, String b) {}

  /** The page of a comparison. */
  public static ComparisonPage of(Comparison comparison, RunLabels labels) {
    return new ComparisonPage(
        comparison,
        labels,
        Dumbbells.of(comparison),
        Stream.of(Outcome.values())
            .map(
                outcome ->
                    new Section(
                        outcome.name().toLowerCase(Locale.ROOT),
                        outcome,
                        OF_INTEREST.contains(outcome)
                            && comparison.differences(outcome).size() <= MOST_OPEN,
                        comparison.differences(outcome)))
            .filter(section -> !section.rows().isEmpty())
            .toList(),
        origins(comparison.a(), comparison.b()),
        List.of(Asset.own("report.css"), Asset.own("dots.css"), Asset.own("compare.css")),
        List.of(Asset.own("tables.js"), Asset.own("takeaway.js")));
  }

  /** The page as UTF-8. Equal results give equal bytes. */
  public byte[] render() {
    return new Template("compare.jte").render(this);
  }

  /** Nothing is fetched, and no script runs but those that belong here. */
  public String contentSecurityPolicy() {
    return Asset.contentSecurityPolicy(scripts);
  }

  private static List<Origin> origins(Result a, Result b) {
    Provenance before = a.provenance();
    Provenance after = b.provenance();
    return List.of(
        new Origin("name", a.name(), b.name()),
        new Origin("network", a.network(), b.network()),
        new Origin("dataset", a.dataset().orElse("none"), b.dataset().orElse("none")),
        new Origin("seed", Long.toString(before.seed()), Long.toString(after.seed())),
        new Origin("configuration, SHA-256", before.configDigest(), after.configDigest()),
        new Origin(
            "dataset, SHA-256",
            before.datasetDigest().orElse(""),
            after.datasetDigest().orElse("")),
        new Origin("Orthant", before.orthant(), after.orthant()),
        new Origin("processor", before.cpu().orElse(""), after.cpu().orElse("")),
        new Origin("finished", before.finished().orElse(""), after.finished().orElse("")));
  }
}
