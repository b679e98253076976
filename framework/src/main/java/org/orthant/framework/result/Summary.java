package org.orthant.framework.result;

import static java.util.Comparator.comparing;
import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.orthant.api.finding.Grade;
import org.orthant.api.finding.Remedy;
import org.orthant.api.finding.Subject;
import org.orthant.api.finding.Verdict;
import org.orthant.api.model.LayerShape;

/**
 * Sums the probes' verdicts up. A layer is as good as its worst verdict under the quantizer it is
 * used with; the run's other quantizers are alternatives, not faults. The network is as good as its
 * worst layer. What was not evaluated counts neither for nor against.
 */
public final class Summary {
  private final List<ProbeConclusion> probes;
  private final List<LayerShape> layers;
  private final Map<String, Map<String, String>> refused;
  private final Map<String, String> inUse;

  /**
   * @param layers the selected layers
   * @param refused by layer name: why a quantizer, by name, does not serve it
   * @param inUse by layer name: the quantizer whose weights the network computes with, or the one
   *     the run names first; a layer that none serves is missing
   */
  public Summary(
      List<ProbeConclusion> probes,
      List<LayerShape> layers,
      Map<String, Map<String, String>> refused,
      Map<String, String> inUse) {
    this.probes = List.copyOf(probes);
    this.layers = List.copyOf(layers);
    this.refused = Map.copyOf(refused);
    this.inUse = Map.copyOf(inUse);
  }

  /** The verdicts that sum up: pairs that are refused, each layer, the network. */
  public List<Verdict> verdicts() {
    List<Verdict> verdicts = new ArrayList<>();
    for (LayerShape layer : layers) {
      refused
          .getOrDefault(layer.name(), Map.of())
          .forEach(
              (quantizer, reason) ->
                  verdicts.add(
                      new Verdict(
                          Subject.of(layer.name(), quantizer), Grade.NOT_EVALUATED, reason)));
    }
    List<LayerVerdict> perLayer = layers.stream().map(this::layerVerdict).toList();
    perLayer.forEach(layer -> verdicts.add(layer.verdict()));
    verdicts.add(networkVerdict(perLayer));
    return verdicts;
  }

  private LayerVerdict layerVerdict(LayerShape layer) {
    List<Judged> judged = judged(layer.name());
    Grade grade =
        judged.stream()
            .map(each -> each.verdict().grade())
            .max(comparing(Grade::ordinal))
            .orElse(Grade.NOT_EVALUATED);
    List<Judged> decisive =
        judged.stream().filter(each -> each.verdict().grade() == grade).toList();
    String reason =
        switch (grade) {
          case NOT_EVALUATED -> notEvaluated(layer.name());
          case SOUND -> "Sound to " + probes(judged);
          case STRAINED, DEGRADED -> decisive.get(0).explained();
        };
    return new LayerVerdict(
        new Verdict(Subject.layer(layer.name()), grade, reason), decisive.size());
  }

  private String notEvaluated(String layer) {
    return inUse.containsKey(layer)
        ? String.format(Locale.ROOT, "No probe of this run judges it under %s.", inUse.get(layer))
        : "No quantizer of this run serves it.";
  }

  private static String probes(List<Judged> judged) {
    return judged.stream().map(Judged::probe).distinct().collect(joining(", "));
  }

  private List<Judged> judged(String layer) {
    return probes.stream()
        .flatMap(
            probe ->
                probe.conclusion().verdicts().stream()
                    .filter(verdict -> concernsUse(verdict.subject(), layer))
                    .filter(verdict -> verdict.grade() != Grade.NOT_EVALUATED)
                    .map(verdict -> new Judged(probe.id(), verdict)))
        .toList();
  }

  private boolean concernsUse(Subject subject, String layer) {
    return subject.layer().equals(layer)
        && subject.quantizer().stream().allMatch(name -> name.equals(inUse.get(layer)));
  }

  private Verdict networkVerdict(List<LayerVerdict> perLayer) {
    List<LayerVerdict> judged =
        perLayer.stream().filter(layer -> layer.grade() != Grade.NOT_EVALUATED).toList();
    if (judged.isEmpty()) {
      return new Verdict(Subject.network(), Grade.NOT_EVALUATED, "No layer was judged.");
    }
    List<LayerVerdict> worstFirst =
        judged.stream()
            .sorted(
                comparing(LayerVerdict::grade, Comparator.<Grade>naturalOrder().reversed())
                    .thenComparing(LayerVerdict::decisive, Comparator.reverseOrder()))
            .toList();
    List<String> parts = new ArrayList<>();
    for (Grade grade : List.of(Grade.DEGRADED, Grade.STRAINED)) {
      String names = named(worstFirst, grade);
      if (!names.isEmpty()) {
        parts.add(grade.name().toLowerCase(Locale.ROOT) + ": " + names);
      }
    }
    long sound = judged.stream().filter(layer -> layer.grade() == Grade.SOUND).count();
    parts.add(
        String.format(
            Locale.ROOT,
            "%d of %d layers judged %s sound",
            sound,
            judged.size(),
            sound == 1 ? "is" : "are"));
    return new Verdict(
        Subject.network(),
        worstFirst.get(0).grade(),
        String.format(
            Locale.ROOT, "%s, %s.%s", quantizers(), String.join("; ", parts), toTry(worstFirst)));
  }

  private String quantizers() {
    String names =
        layers.stream()
            .map(layer -> inUse.get(layer.name()))
            .filter(name -> name != null)
            .distinct()
            .collect(joining(" and "));
    return names.isEmpty() ? "As trained" : "Under " + names;
  }

  private static String named(List<LayerVerdict> layers, Grade grade) {
    return layers.stream()
        .filter(layer -> layer.grade() == grade)
        .map(LayerVerdict::name)
        .collect(joining(", "));
  }

  /** For each layer that is not sound what probes found to help there. */
  private String toTry(List<LayerVerdict> worstFirst) {
    String advice =
        worstFirst.stream()
            .filter(layer -> layer.grade() != Grade.SOUND)
            .map(layer -> remedies(layer.name()).map(text -> "in " + layer.name() + " " + text))
            .flatMap(Optional::stream)
            .collect(joining("; "));
    return advice.isEmpty() ? "" : " To try: " + advice + ".";
  }

  private Optional<String> remedies(String layer) {
    String texts =
        probes.stream()
            .flatMap(
                probe ->
                    probe.conclusion().remedies().stream()
                        .filter(remedy -> concernsUse(remedy.subject(), layer))
                        .filter(remedy -> isBetter(probe, remedy.alternative(), layer)))
            .map(Remedy::text)
            .collect(joining(", or "));
    return Optional.of(texts).filter(text -> !text.isEmpty());
  }

  /** Whether the probe grades the alternative better than what is in use. */
  private boolean isBetter(ProbeConclusion probe, Optional<String> alternative, String layer) {
    return alternative.isEmpty()
        || grade(probe, layer, alternative.get()).compareTo(grade(probe, layer, inUse.get(layer)))
            < 0;
  }

  private static Grade grade(ProbeConclusion probe, String layer, String quantizer) {
    return probe.conclusion().verdicts().stream()
        .filter(verdict -> verdict.subject().equals(Subject.of(layer, quantizer)))
        .map(Verdict::grade)
        .max(comparing(Grade::ordinal))
        .orElse(Grade.NOT_EVALUATED);
  }

  /**
   * A layer as a whole.
   *
   * @param decisive how many verdicts of probes have its grade
   */
  private record LayerVerdict(Verdict verdict, int decisive) {
    String name() {
      return verdict.subject().layer();
    }

    Grade grade() {
      return verdict.grade();
    }
  }

  /** A verdict with the probe it comes from. */
  private record Judged(String probe, Verdict verdict) {
    String explained() {
      return verdict
          .subject()
          .quantizer()
          .map(
              quantizer ->
                  String.format(Locale.ROOT, "%s, %s: %s", quantizer, probe, verdict.reason()))
          .orElse(String.format(Locale.ROOT, "%s: %s", probe, verdict.reason()));
    }
  }
}
