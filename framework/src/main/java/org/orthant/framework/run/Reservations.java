package org.orthant.framework.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.orthant.api.finding.Conclusion;
import org.orthant.api.finding.Grade;
import org.orthant.api.finding.Verdict;
import org.orthant.api.measure.Trial;
import org.orthant.api.statistics.Outcomes;
import org.orthant.framework.plan.PlannedProbe;
import org.orthant.framework.result.Caution;
import org.orthant.framework.result.Guessing;
import org.orthant.framework.result.RefitEffect;

/**
 * How far probes' conclusions can be relied on, by what the unaltered network said of the images.
 *
 * <p>A probe that needs outcomes rests on accuracy: where the network does not classify better than
 * guessing, or a refit that the probe asks for changes its accuracy much, nothing is judged by it.
 * Advised networks are held against others that are refitted alike, so that they stand under a
 * caution then. A probe that sees images pass the network rests on a network that works: where it
 * is shown to be no better than guessing, what the probe found stands under a caution, without
 * remedies. A probe that looks at weights alone is not concerned.
 *
 * @param guessing empty where no image passed the network
 * @param refits of every number of images that batch normalization was fitted to
 */
record Reservations(Optional<Guessing> guessing, List<RefitEffect> refits) {
  private static final String UNJUDGED =
      ", so no accuracy is judged beside that of the refitted network";

  Reservations {
    refits = List.copyOf(refits);
  }

  /**
   * Those on a run.
   *
   * @param outcomes what the network said under a trial, of any number of images
   */
  static Reservations of(List<PlannedProbe> probes, Function<Trial, Outcomes> outcomes) {
    Outcomes asTrained = outcomes.apply(Trial.BASELINE);
    return new Reservations(
        Guessing.of(asTrained),
        probes.stream()
            .flatMap(probe -> probe.refits().stream())
            .distinct()
            .map(refit -> RefitEffect.of(refit, asTrained, outcomes.apply(Trial.refitted(refit))))
            .flatMap(Optional::stream)
            .toList());
  }

  /** Returns what is left of a probe's conclusion. */
  Conclusion left(PlannedProbe probe, Conclusion conclusion) {
    Optional<String> doubt = doubt(probe);
    if (doubt.isPresent()) {
      return new Conclusion(
          conclusion.findings(),
          conclusion.verdicts().stream()
              .map(verdict -> notEvaluated(verdict, doubt.get()))
              .toList(),
          List.of(),
          beatsGuessing() ? conclusion.advice() : List.of());
    }
    return isGuess(probe)
        ? new Conclusion(conclusion.findings(), conclusion.verdicts())
        : conclusion;
  }

  private boolean beatsGuessing() {
    return guessing.map(Guessing::isBeaten).orElse(true);
  }

  /** Why nothing is judged by the accuracies that a probe found; empty where it is. */
  private Optional<String> doubt(PlannedProbe probe) {
    if (probe.needs().predicted() == 0) {
      return Optional.empty();
    }
    return guessing
        .filter(chance -> !beatsGuessing())
        .map(chance -> chance.headline() + ", so nothing is judged by its accuracy")
        .or(() -> largeEffect(probe).map(effect -> effect.headline() + UNJUDGED));
  }

  /** A large effect of a refit that the probe holds accuracies against. */
  private Optional<RefitEffect> largeEffect(PlannedProbe probe) {
    return refits.stream()
        .filter(effect -> probe.needs().predicted() > 0)
        .filter(effect -> probe.refits().contains(effect.refit()))
        .filter(RefitEffect::isLarge)
        .findFirst();
  }

  /** The verdict on the network, with what must be said first. */
  Verdict introduced(Verdict network, List<PlannedProbe> probes) {
    if (!beatsGuessing()) {
      return guessing.get().introducing(network);
    }
    return probes.stream()
        .flatMap(probe -> largeEffect(probe).stream())
        .findFirst()
        .map(
            effect ->
                new Verdict(
                    network.subject(),
                    network.grade(),
                    effect.inWords() + UNJUDGED + ". " + network.reason(),
                    network.open()))
        .orElse(network);
  }

  private static Verdict notEvaluated(Verdict verdict, String reason) {
    return verdict.grade() == Grade.NOT_EVALUATED
        ? verdict
        : new Verdict(verdict.subject(), Grade.NOT_EVALUATED, reason);
  }

  private boolean isGuess(PlannedProbe probe) {
    return probe.images() > 0 && guessing.map(Guessing::isShown).orElse(false);
  }

  /** Returns what a reader must know, the gravest first. */
  List<Caution> cautions(List<PlannedProbe> probes) {
    List<Caution> cautions = new ArrayList<>(unanswered(probes));
    guessing
        .filter(chance -> !chance.isBeaten())
        .ifPresent(
            chance ->
                cautions.add(
                    caution(
                        chance.inWords(),
                        probes,
                        probe -> isGuess(probe) || probe.needs().predicted() > 0)));
    refits.stream()
        .filter(RefitEffect::isCertain)
        .forEach(
            effect ->
                cautions.add(
                    caution(
                        effect.isLarge() && isJudgedBeside(effect, probes)
                            ? effect.inWords() + UNJUDGED
                            : effect.inWords(),
                        probes,
                        probe -> probe.refits().contains(effect.refit()))));
    return cautions;
  }

  /** One for each reason why the run cannot answer what probes ask. */
  private static List<Caution> unanswered(List<PlannedProbe> probes) {
    return probes.stream()
        .flatMap(probe -> probe.unanswerable().stream())
        .distinct()
        .map(
            reason -> {
              List<String> concerned =
                  probes.stream()
                      .filter(probe -> probe.unanswerable().equals(Optional.of(reason)))
                      .map(PlannedProbe::id)
                      .toList();
              return new Caution(
                  String.format(Locale.ROOT, "%s: %s not evaluated.", reason, listed(concerned)),
                  concerned);
            })
        .toList();
  }

  private static String listed(List<String> probes) {
    return String.join(", ", probes) + (probes.size() == 1 ? " is" : " are");
  }

  private static boolean isJudgedBeside(RefitEffect effect, List<PlannedProbe> probes) {
    return probes.stream()
        .anyMatch(
            probe -> probe.needs().predicted() > 0 && probe.refits().contains(effect.refit()));
  }

  private static Caution caution(
      String text, List<PlannedProbe> probes, Predicate<PlannedProbe> concerned) {
    return new Caution(
        text + ".", probes.stream().filter(concerned).map(PlannedProbe::id).toList());
  }
}
