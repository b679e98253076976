package org.orthant.reports.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.orthant.reports.across.AcrossLayers;
import org.orthant.reports.advice.AdvisedNetworks;
import org.orthant.reports.claim.Claim;
import org.orthant.reports.claim.Claims;
import org.orthant.reports.glance.Glance;
import org.orthant.reports.html.Asset;
import org.orthant.reports.html.Original;
import org.orthant.reports.html.Template;
import org.orthant.reports.result.Result;
import org.orthant.reports.result.Result.PluginJar;
import org.orthant.reports.result.Result.Provenance;
import org.orthant.reports.words.Unit;

/** What the template shows: everything in words, nothing left to decide. */
public record Page(
    Result result,
    Glance glance,
    Overview overview,
    Optional<Scorecard> scorecard,
    Optional<AdvisedNetworks> advised,
    List<HeatTable> heat,
    List<MapOfQuantizer> maps,
    List<AcrossLayers> across,
    List<Panel> panels,
    Places places,
    boolean ofMany,
    List<ProbeNumbers> numbers,
    List<Claim> claims,
    List<Item> provenance,
    Optional<Original> original,
    List<Asset> styles,
    List<Asset> scripts) {

  /** A name and what it stands for. */
  public record Item(String name, String value) {}

  public static Page of(Result result, Original original) {
    List<Panel> panels = Panel.of(result);
    Selection selection = Selection.of(result);
    List<MapOfQuantizer> maps = selection.ofMany() ? MapOfQuantizer.of(result) : List.of();
    Optional<Original> carried =
        Optional.of(original).filter(each -> !selection.ofMany() || each.isLight());
    return new Page(
        result,
        Glance.of(result),
        Overview.of(result),
        Scorecard.of(result),
        AdvisedNetworks.of(result),
        maps.isEmpty() ? HeatTable.of(result) : List.of(),
        maps,
        AcrossLayers.of(result),
        panels,
        Places.of(selection, panels),
        selection.ofMany(),
        ProbeNumbers.of(result),
        Claims.of(result),
        provenance(result.provenance()),
        carried,
        (selection.ofMany() ? Stream.of("report.css", "many.css") : Stream.of("report.css"))
            .map(Asset::own)
            .toList(),
        scripts(selection.ofMany(), carried.isPresent()));
  }

  private static List<Asset> scripts(boolean ofMany, boolean isOriginalCarried) {
    List<Asset> scripts = new ArrayList<>();
    scripts.add(Asset.own("navigation.js"));
    scripts.add(Asset.own("scorecard.js"));
    if (ofMany) {
      scripts.add(Asset.own("pages.js"));
      scripts.add(Asset.own("map.js"));
    }
    scripts.add(Asset.own("tables.js"));
    scripts.add(Asset.own("heat.js"));
    if (isOriginalCarried) {
      scripts.add(Asset.own("downloads.js"));
    }
    scripts.add(Asset.own("printing.js"));
    scripts.add(Asset.echarts());
    scripts.add(Asset.own("charts.js"));
    scripts.add(Asset.own("takeaway.js"));
    return List.copyOf(scripts);
  }

  /** Whether the network computes with weights of that quantizer in some layer. */
  public boolean isInUse(String quantizer) {
    return result.layers().stream()
        .flatMap(layer -> layer.place().stream())
        .anyMatch(place -> place.weights().equals(quantizer));
  }

  /**
   * The page as UTF-8. Equal results give equal bytes.
   *
   * @return a whole HTML document that refers to nothing outside itself
   */
  public byte[] render() {
    return new Template("report.jte").render(this);
  }

  /** The layer that is shown at first: the worst, or else the first. */
  public String firstShown() {
    return overview.troubled().shown().stream()
        .map(Overview.Troubled::layer)
        .findFirst()
        .or(() -> panels.stream().map(Panel::layer).findFirst())
        .orElse("");
  }

  /** Whether the network is one that the paper speaks of, so that its claims can fail on it. */
  public boolean isOfPaper() {
    return result.network().equals("bnn-cnn");
  }

  /** Nothing is fetched, and no script runs but those that belong here. */
  public String contentSecurityPolicy() {
    return Asset.contentSecurityPolicy(scripts);
  }

  private static List<Item> provenance(Provenance provenance) {
    List<Item> items = new ArrayList<>();
    items.add(new Item("Orthant", provenance.orthant()));
    items.add(new Item("seed", Long.toString(provenance.seed())));
    items.add(new Item("configuration, SHA-256", provenance.configDigest()));
    add(items, "dataset, SHA-256", provenance.datasetDigest());
    provenance.network().forEach((key, value) -> items.add(new Item("network: " + key, value)));
    for (PluginJar jar : provenance.plugins()) {
      String name = "plugin " + jar.name() + jar.version().map(" "::concat).orElse("");
      items.add(new Item(name + ", SHA-256", jar.digest()));
    }
    add(items, "Java", provenance.java());
    add(items, "operating system", provenance.os());
    add(items, "processor", provenance.cpu());
    provenance.threads().ifPresent(threads -> items.add(new Item("threads", Unit.count(threads))));
    provenance
        .durations()
        .forEach((step, seconds) -> items.add(new Item("time to " + step, seconds(seconds))));
    add(items, "finished", provenance.finished());
    return List.copyOf(items);
  }

  private static void add(List<Item> items, String name, Optional<String> value) {
    value.ifPresent(present -> items.add(new Item(name, present)));
  }

  private static String seconds(double seconds) {
    return Unit.NUMBER.write(seconds) + " s";
  }
}
