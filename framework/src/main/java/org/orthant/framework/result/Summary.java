package org.orthant.framework.result;

import static java.util.Comparator.comparing;
import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.orthant.api.finding.Grade;
import org.orthant.api.finding.Subject;
import org.orthant.api.finding.Verdict;
import org.orthant.api.model.LayerShape;

/**
 * Sums the probes' verdicts up: a layer is as good as its worst verdict, the network as its worst
 * layer. What was not evaluated counts neither for nor against.
 */
public final class Summary {
  private final List<ProbeConclusion> probes;

  public Summary(List<ProbeConclusion> probes) {
    this.probes = List.copyOf(probes);
  }

  /**
   * The verdicts that sum up.
   *
   * @param layers the selected layers
   * @param refused by layer name: why a quantizer, by name, does not serve it
   */
  public List<Verdict> verdicts(List<LayerShape> layers, Map<String, Map<String, String>> refused) {
    List<Verdict> verdicts = new ArrayList<>();
    List<Verdict> perLayer = new ArrayList<>();
    for (LayerShape layer : layers) {
      refused
          .getOrDefault(layer.name(), Map.of())
          .forEach(
              (quantizer, reason) ->
                  verdicts.add(
                      new Verdict(
                          Subject.of(layer.name(), quantizer), Grade.NOT_EVALUATED, reason)));
      perLayer.add(layerVerdict(layer.name()));
    }
    verdicts.addAll(perLayer);
    verdicts.add(networkVerdict(perLayer));
    return verdicts;
  }

  private Verdict layerVerdict(String layer) {
    List<Judged> judged = judged(layer);
    Grade grade =
        judged.stream()
            .map(each -> each.verdict().grade())
            .max(comparing(Grade::ordinal))
            .orElse(Grade.NOT_EVALUATED);
    String reason =
        switch (grade) {
          case NOT_EVALUATED -> "No probe of this run judges it.";
          case SOUND ->
              "Sound to " + judged.stream().map(Judged::probe).distinct().collect(joining(", "));
          case STRAINED, DEGRADED ->
              judged.stream()
                  .filter(each -> each.verdict().grade() == grade)
                  .findFirst()
                  .orElseThrow()
                  .explained();
        };
    return new Verdict(Subject.layer(layer), grade, reason);
  }

  private List<Judged> judged(String layer) {
    return probes.stream()
        .flatMap(
            probe ->
                probe.conclusion().verdicts().stream()
                    .filter(verdict -> verdict.subject().layer().equals(layer))
                    .filter(verdict -> verdict.grade() != Grade.NOT_EVALUATED)
                    .map(verdict -> new Judged(probe.id(), verdict)))
        .toList();
  }

  private static Verdict networkVerdict(List<Verdict> layers) {
    List<Verdict> judged =
        layers.stream().filter(layer -> layer.grade() != Grade.NOT_EVALUATED).toList();
    if (judged.isEmpty()) {
      return new Verdict(Subject.network(), Grade.NOT_EVALUATED, "No layer was judged.");
    }
    Grade grade = judged.stream().map(Verdict::grade).max(comparing(Grade::ordinal)).orElseThrow();
    List<String> parts = new ArrayList<>();
    String degraded = named(judged, Grade.DEGRADED);
    if (!degraded.isEmpty()) {
      parts.add("Quantization degrades " + degraded);
    }
    String strained = named(judged, Grade.STRAINED);
    if (!strained.isEmpty()) {
      parts.add((parts.isEmpty() ? "Quantization strains " : "strains ") + strained);
    }
    long sound = judged.stream().filter(layer -> layer.grade() == Grade.SOUND).count();
    parts.add(
        "%d of %d layers judged %s sound"
            .formatted(sound, judged.size(), sound == 1 ? "is" : "are"));
    return new Verdict(Subject.network(), grade, String.join("; ", parts) + ".");
  }

  private static String named(List<Verdict> judged, Grade grade) {
    return judged.stream()
        .filter(layer -> layer.grade() == grade)
        .map(layer -> layer.subject().layer())
        .collect(joining(", "));
  }

  /** A verdict with the probe it comes from. */
  private record Judged(String probe, Verdict verdict) {
    String explained() {
      return verdict
          .subject()
          .quantizer()
          .map(quantizer -> "%s, %s: %s".formatted(quantizer, probe, verdict.reason()))
          .orElse("%s: %s".formatted(probe, verdict.reason()));
    }
  }
}
