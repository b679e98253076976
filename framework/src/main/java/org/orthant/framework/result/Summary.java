package org.orthant.framework.result;

import static java.util.Comparator.comparing;
import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.orthant.api.finding.Grade;
import org.orthant.api.finding.Remedy;
import org.orthant.api.finding.Subject;
import org.orthant.api.finding.Verdict;
import org.orthant.api.model.LayerShape;
import org.orthant.framework.failure.Failure;
import org.orthant.framework.gate.Gate;

/**
 * Sums the probes' verdicts up. A layer is as good as its worst verdict under the quantizer it is
 * used with; the run's other quantizers are alternatives, not faults. The cost in accuracy has a
 * veto: a layer that costs none is at worst strained. The network is as good as its worst layer.
 *
 * <p>A layer with an open question is not sound: one that a probe found undefined, one that a
 * failed probe says nothing of, and a dead one. A network with such a layer is not sound either. A
 * dead layer is DEGRADED where a probe says so, and else NOT_EVALUATED. Where nothing was asked of
 * a layer, that counts neither for nor against.
 */
public final class Summary {
  /** A sentence names no more layers. */
  private static final int MOST_NAMED = 12;

  private static final String VETO =
      "; strained, not degraded, since ablation finds that it costs no accuracy";

  private final List<ProbeConclusion> probes;
  private final List<LayerShape> layers;
  private final Map<String, Map<String, String>> refused;
  private final Map<String, String> inUse;
  private final Map<String, String> dead;
  private final List<Failure> failures;

  /**
   * @param layers the selected layers
   * @param refused by layer name: why a quantizer, by name, does not serve it
   * @param inUse by layer name: the quantizer whose weights the network computes with, or the one
   *     the run names first; a layer that none serves is missing
   * @param dead by layer name: why the layer is dead; others are missing
   * @param failures the plugins that failed
   */
  public Summary(
      List<ProbeConclusion> probes,
      List<LayerShape> layers,
      Map<String, Map<String, String>> refused,
      Map<String, String> inUse,
      Map<String, String> dead,
      List<Failure> failures) {
    this.probes = List.copyOf(probes);
    this.layers = List.copyOf(layers);
    this.refused = Map.copyOf(refused);
    this.inUse = Map.copyOf(inUse);
    this.dead = Map.copyOf(dead);
    this.failures = List.copyOf(failures);
  }

  /** The verdicts that sum up: pairs that are refused, each layer, the network. */
  public List<Verdict> verdicts() {
    List<Verdict> verdicts = new ArrayList<>();
    for (LayerShape layer : layers) {
      refused
          .getOrDefault(layer.name(), Map.of())
          .forEach(
              (quantizer, reason) ->
                  verdicts.add(Verdict.notAsked(Subject.of(layer.name(), quantizer), reason)));
    }
    List<LayerVerdict> perLayer = layers.stream().map(this::layerVerdict).toList();
    perLayer.forEach(layer -> verdicts.add(layer.verdict()));
    verdicts.add(networkVerdict(perLayer));
    return verdicts;
  }

  private LayerVerdict layerVerdict(LayerShape layer) {
    String name = layer.name();
    List<Judged> concerning = concerning(name);
    List<Judged> judged = concerning.stream().filter(Judged::isGraded).toList();
    Grade worst =
        judged.stream()
            .map(each -> each.verdict().grade())
            .max(comparing(Grade::ordinal))
            .orElse(Grade.NOT_EVALUATED);
    List<Judged> decisive =
        judged.stream().filter(each -> each.verdict().grade() == worst).toList();
    Optional<String> open = open(name, concerning);
    boolean vetoed = worst == Grade.DEGRADED && isCostless(judged);
    Grade answered = vetoed ? Grade.STRAINED : worst;
    Grade grade = answered == Grade.SOUND && open.isPresent() ? Grade.NOT_EVALUATED : answered;
    String found =
        switch (worst) {
          case NOT_EVALUATED -> open.isPresent() ? "" : notAsked(name);
          case SOUND -> "Sound according to " + probes(judged);
          case UNCERTAIN, STRAINED, DEGRADED -> decisive.get(0).explained() + (vetoed ? VETO : "");
        };
    String reason =
        open.map(question -> found.isEmpty() ? question : question + ". " + found).orElse(found);
    return new LayerVerdict(
        new Verdict(Subject.layer(name), grade, reason, open.isPresent()),
        isCostless(judged),
        open);
  }

  /** A layer is costless if ablation judged it and each of its verdicts is sound. */
  private static boolean isCostless(List<Judged> judged) {
    List<Judged> costs =
        judged.stream().filter(each -> each.probe().equals(Gate.ABLATION)).toList();
    return !costs.isEmpty()
        && costs.stream().allMatch(each -> each.verdict().grade() == Grade.SOUND);
  }

  /** Returns what there is no answer to; empty where every question was answered. */
  private Optional<String> open(String layer, List<Judged> concerning) {
    return Optional.ofNullable(dead.get(layer))
        .or(
            () ->
                concerning.stream()
                    .filter(each -> each.verdict().open())
                    .findFirst()
                    .map(Judged::explained))
        .or(
            () ->
                failures.stream()
                    .filter(failure -> !failure.isOfQuantizer() || isLost(failure, layer))
                    .findFirst()
                    .map(Failure::toString));
  }

  /** Whether nothing serves the layer because that quantizer failed. */
  private boolean isLost(Failure quantizer, String layer) {
    return quantizer.isIn(layer) && !inUse.containsKey(layer);
  }

  private String notAsked(String layer) {
    return inUse.containsKey(layer)
        ? String.format(Locale.ROOT, "No probe of this run judges it under %s.", inUse.get(layer))
        : "No quantizer of this run serves it.";
  }

  private static String probes(List<Judged> judged) {
    return judged.stream().map(Judged::probe).distinct().collect(joining(", "));
  }

  private List<Judged> concerning(String layer) {
    return probes.stream()
        .flatMap(
            probe ->
                probe.conclusion().verdicts().stream()
                    .filter(verdict -> concernsUse(verdict.subject(), layer))
                    .map(verdict -> new Judged(probe.id(), verdict)))
        .toList();
  }

  private boolean concernsUse(Subject subject, String layer) {
    return subject.layer().equals(layer)
        && subject.quantizer().stream().allMatch(name -> name.equals(inUse.get(layer)));
  }

  private Verdict networkVerdict(List<LayerVerdict> perLayer) {
    List<LayerVerdict> open = perLayer.stream().filter(layer -> layer.open().isPresent()).toList();
    if (open.isEmpty()
        && perLayer.stream().allMatch(layer -> layer.grade() == Grade.NOT_EVALUATED)) {
      return Verdict.notAsked(Subject.network(), "No layer was judged.");
    }
    List<LayerVerdict> worstFirst =
        perLayer.stream()
            .filter(layer -> layer.grade() != Grade.NOT_EVALUATED)
            .sorted(comparing(LayerVerdict::grade, Comparator.<Grade>naturalOrder().reversed()))
            .toList();
    Grade worst = worstFirst.stream().findFirst().map(LayerVerdict::grade).orElse(Grade.SOUND);
    Grade grade = worst == Grade.SOUND && !open.isEmpty() ? Grade.NOT_EVALUATED : worst;
    List<String> sentences = new ArrayList<>();
    sentences.add(counted(perLayer, worstFirst));
    toTry(worstFirst).ifPresent(sentences::add);
    return new Verdict(Subject.network(), grade, String.join(" ", sentences), !open.isEmpty());
  }

  /** Returns how many layers are what, and which of them are not sound. */
  private String counted(List<LayerVerdict> perLayer, List<LayerVerdict> worstFirst) {
    List<String> parts = new ArrayList<>();
    for (Grade grade : List.of(Grade.DEGRADED, Grade.STRAINED, Grade.UNCERTAIN)) {
      List<String> names = named(worstFirst, grade);
      if (!names.isEmpty()) {
        parts.add(
            String.format(
                Locale.ROOT,
                "%s: %s",
                number(names.size(), parts.isEmpty(), perLayer.size(), grade),
                listed(names, ", ")));
      }
    }
    long sound = perLayer.stream().filter(layer -> layer.grade() == Grade.SOUND).count();
    parts.add(number(sound, parts.isEmpty(), perLayer.size(), Grade.SOUND));
    List<LayerVerdict> notEvaluated =
        perLayer.stream().filter(layer -> layer.grade() == Grade.NOT_EVALUATED).toList();
    told(notEvaluated.stream().filter(layer -> layer.open().isPresent()).toList(), "not evaluated")
        .ifPresent(parts::add);
    told(notEvaluated.stream().filter(layer -> layer.open().isEmpty()).toList(), "not asked about")
        .ifPresent(parts::add);
    told(
            worstFirst.stream().filter(layer -> layer.open().isPresent()).toList(),
            "not wholly evaluated")
        .ifPresent(parts::add);
    return String.format(Locale.ROOT, "%s, %s.", quantizers(), String.join("; ", parts));
  }

  /** Writes how many layers have a grade; the first number also says of how many. */
  private static String number(long layers, boolean first, int all, Grade grade) {
    return String.format(
        Locale.ROOT,
        "%s%s %s %s",
        first || layers > 0 ? layers : "none",
        first ? String.format(Locale.ROOT, " of %d layer%s", all, all == 1 ? "" : "s") : "",
        layers == 1 || (!first && layers == 0) ? "is" : "are",
        grade.name().toLowerCase(Locale.ROOT));
  }

  /** Returns how many layers that are, each with the reason, which several may share. */
  private static Optional<String> told(List<LayerVerdict> layers, String what) {
    if (layers.isEmpty()) {
      return Optional.empty();
    }
    Map<String, List<String>> byReason = new LinkedHashMap<>();
    layers.forEach(
        layer ->
            byReason.computeIfAbsent(layer.why(), first -> new ArrayList<>()).add(layer.name()));
    return Optional.of(
        String.format(
            Locale.ROOT,
            "%d %s %s: %s",
            layers.size(),
            layers.size() == 1 ? "was" : "were",
            what,
            listed(byReason.entrySet().stream().map(Summary::explained).toList(), "; ")));
  }

  private static String explained(Map.Entry<String, List<String>> reason) {
    return reason.getKey().startsWith(reason.getValue().get(0) + " ")
        ? reason.getKey()
        : String.format(Locale.ROOT, "%s (%s)", listed(reason.getValue(), ", "), reason.getKey());
  }

  /** The first of the texts, and how many more there are. */
  private static String listed(List<String> texts, String between) {
    return texts.size() <= MOST_NAMED
        ? String.join(between, texts)
        : String.format(
            Locale.ROOT,
            "%s and %d more",
            String.join(between, texts.subList(0, MOST_NAMED)),
            texts.size() - MOST_NAMED);
  }

  private String quantizers() {
    String names =
        layers.stream()
            .map(layer -> inUse.get(layer.name()))
            .filter(name -> name != null)
            .distinct()
            .collect(joining(" and "));
    return names.isEmpty() ? "As trained" : "With " + names + " weights";
  }

  private static List<String> named(List<LayerVerdict> layers, Grade grade) {
    return layers.stream().filter(layer -> layer.grade() == grade).map(LayerVerdict::name).toList();
  }

  /** Names what probes found better for each layer that is neither sound nor costless. */
  private Optional<String> toTry(List<LayerVerdict> worstFirst) {
    List<String> advice =
        worstFirst.stream()
            .filter(layer -> layer.grade() != Grade.SOUND && !layer.isCostless())
            .map(layer -> remedies(layer.name()).map(text -> "in " + layer.name() + " " + text))
            .flatMap(Optional::stream)
            .toList();
    return Optional.of(listed(advice, "; "))
        .filter(text -> !text.isEmpty())
        .map(text -> "To try: " + text + ".");
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

  /** Whether the probe grades the alternative better than what is in use, and none worse. */
  private boolean isBetter(ProbeConclusion probe, Optional<String> alternative, String layer) {
    return alternative.isEmpty()
        || (compared(probe, layer, alternative.get()) < 0
            && probes.stream().allMatch(each -> compared(each, layer, alternative.get()) <= 0));
  }

  /** Below 0 where the probe grades an alternative better than the quantizer in use. */
  private int compared(ProbeConclusion probe, String layer, String alternative) {
    Grade other = grade(probe, layer, alternative);
    Grade used = grade(probe, layer, inUse.get(layer));
    return other == Grade.NOT_EVALUATED || used == Grade.NOT_EVALUATED ? 0 : other.compareTo(used);
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
   * @param isCostless whether it was found to cost no accuracy
   * @param open what there is no answer to; empty where every question was answered
   */
  private record LayerVerdict(Verdict verdict, boolean isCostless, Optional<String> open) {
    String name() {
      return verdict.subject().layer();
    }

    Grade grade() {
      return verdict.grade();
    }

    /** Why it was not evaluated, without the full stop. */
    String why() {
      String reason = open.orElse(verdict.reason());
      return reason.endsWith(".") ? reason.substring(0, reason.length() - 1) : reason;
    }
  }

  /** A verdict with the probe it comes from. */
  private record Judged(String probe, Verdict verdict) {
    boolean isGraded() {
      return verdict.grade() != Grade.NOT_EVALUATED;
    }

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
