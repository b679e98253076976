package org.orthant.testkit;

import static org.orthant.testkit.Rules.require;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.orthant.api.finding.Conclusion;
import org.orthant.api.finding.Finding;
import org.orthant.api.finding.Remedy;
import org.orthant.api.finding.Subject;
import org.orthant.api.finding.Verdict;
import org.orthant.api.measure.Change;
import org.orthant.api.measure.Needs;
import org.orthant.api.measure.SelectedLayer;
import org.orthant.api.measure.Trial;
import org.orthant.api.measure.Weights;
import org.orthant.api.spi.Probe;

/**
 * What every probe must hold to: {@code class AngleContractTest extends ProbeContract<Angle> {}}.
 * The probe is shown a small network of convolutions, among them one in steps of two, one in groups
 * and a depthwise one, and dense layers, of one of which the continuous weights are not known,
 * under several quantizers, on several groups of images.
 *
 * @param <P> the probe under test
 */
public abstract class ProbeContract<P extends Probe> extends PluginContract<P> {
  private static final int GROUPS = 6;

  /** Keeps what each probe concludes of the network of so many groups. */
  private static final Map<Probe, Conclusion> CONCLUSIONS = new ConcurrentHashMap<>();

  @Test
  final void saysWhatItNeeds() {
    for (P probe : plugins()) {
      Needs needs = probe.needs();
      require(
          needs != null && needs.equals(probe.needs()),
          "needs() of %s is null or changes: it may depend on the parameters alone",
          probe);
      require(
          needs.inputs() >= 0
              && needs.outcomes() >= 0
              && needs.gradients() >= 0
              && needs.scores() >= 0
              && needs.predictions() >= 0,
          "%s needs fewer than no images: %s",
          probe,
          needs);
      require(
          needs.weights() || needs.images() > 0,
          "%s needs nothing, so it is shown nothing: begin with Needs.WEIGHTS, Needs.inputs(n),"
              + " Needs.outcomes(n), Needs.gradients(n), Needs.scores(n) or Needs.predictions(n)",
          probe);
    }
  }

  @Test
  final void choosesItsTrialsOnce() {
    forEachNetwork(
        (probe, network) -> {
          List<SelectedLayer> layers = network.selected();
          List<Trial> trials = probe.trials(layers);
          require(
              trials.equals(probe.trials(layers)),
              "trials() of %s changes: it may depend on parameters and layers alone, in a fixed"
                  + " order",
              probe);
          require(
              new HashSet<>(trials).size() == trials.size(),
              "trials() of %s names a trial twice: %s",
              probe,
              trials);
          require(
              !trials.isEmpty() || probe.needs().images() == 0,
              "%s needs images but no trial: name Trial.BASELINE at least",
              probe);
        });
  }

  @Test
  final void altersWhatThereIs() {
    forEachNetwork(
        (probe, network) -> {
          for (Trial trial : network.shownTo(probe, Fold.ONE_BY_ONE).trials()) {
            trial
                .changes()
                .forEach(
                    (layer, change) ->
                        require(
                            network.selected().stream()
                                .anyMatch(each -> allows(each, layer, change)),
                            "%s puts %s into %s: a trial alters selected layers, with"
                                + " quantizers that serve them, and with continuous weights where"
                                + " they are known and not in use already",
                            probe,
                            change.label(),
                            layer));
          }
        });
  }

  @Test
  final void asksForNoMoreThanItSays() {
    forEachNetwork(
        (probe, network) -> {
          List<Trial> next = probe.nextTrials(network.shownTo(probe, Fold.ONE_BY_ONE));
          require(
              next.isEmpty(),
              "nextTrials() of %s goes on asking after as many trials as mostNextTrials() says, which"
                  + " is %d, or for one it has seen: %s",
              probe,
              probe.mostNextTrials(network.selected()),
              next);
        });
  }

  private static boolean allows(SelectedLayer selected, String layer, Change change) {
    return selected.name().equals(layer)
        && change.weights().quantizer().stream().allMatch(selected.quantizers()::contains)
        && (selected.hasOtherWeights() || !change.weights().equals(Weights.CONTINUOUS));
  }

  @Test
  final void concludesFromWhatItAskedFor() {
    forEachNetwork(
        (probe, network) -> {
          FakeEvidence evidence = network.shownTo(probe, Fold.ONE_BY_ONE);
          RuntimeException failure = null;
          try {
            probe.conclude(evidence);
          } catch (RuntimeException e) {
            failure = e;
          }
          require(
              evidence.surprises().isEmpty(),
              "%s concludes from %s",
              probe,
              String.join("; ", evidence.surprises()));
          if (failure != null) {
            throw failure;
          }
        });
  }

  @Test
  final void leavesWhatItIsShownAlone() {
    forEachNetwork(
        (probe, network) -> {
          probe.conclude(network.shownTo(probe, Fold.ONE_BY_ONE));
          require(
              network.isUntouched(),
              "%s changes an array it is shown, which other probes are shown too: work on a copy,"
                  + " and beware of operations whose name ends with i, such as muli",
              probe);
        });
  }

  @Test
  final void concludesTheSameTwice() {
    forEachNetwork(
        (probe, network) ->
            requireAgreement(
                probe,
                concluded(probe, network, Fold.ONE_BY_ONE),
                concluded(probe, network, Fold.ONE_BY_ONE),
                "in two equal runs: draw from seed() of what it is shown, and keep nothing in"
                    + " static fields"));
  }

  @Test
  final void mergesToTheSameInAnySplit() {
    forEachNetwork(
        (probe, network) -> {
          Conclusion whole = concluded(probe, network, Fold.ONE_BY_ONE);
          for (Fold fold : List.of(Fold.TREE, Fold.SHARDS)) {
            requireAgreement(
                probe,
                whole,
                concluded(probe, network, fold),
                "when the groups are merged in another split: what Stats.at makes first must be"
                    + " empty, the same for every group, and merge like a sum");
          }
        });
  }

  @Test
  final void doesNotDependOnTheOrder() {
    forEachNetwork(
        (probe, network) ->
            requireAgreement(
                probe,
                concluded(probe, network, Fold.ONE_BY_ONE),
                probe.conclude(network.shownInDisorder(probe)),
                "when layers and groups come in another order and in several threads: keep"
                    + " everything in Stats and nothing in static fields"));
  }

  private static void requireAgreement(Probe probe, Conclusion a, Conclusion b, String when) {
    Optional<String> difference = Agreement.difference(a, b);
    require(
        difference.isEmpty(),
        "%s concludes differently %s. %s",
        probe,
        when,
        difference.orElse(""));
  }

  @Test
  final void findsSomething() {
    for (P probe : plugins()) {
      Conclusion conclusion = conclusion(probe);
      require(
          conclusion != null && !conclusion.findings().isEmpty(),
          "%s finds nothing in a network of seven layers: conclude with a finding per layer or for"
              + " the network",
          probe);
    }
  }

  @Test
  final void namesWhatItFinds() {
    forEachNetwork(
        (probe, network) -> {
          Set<List<Object>> seen = new HashSet<>();
          for (Finding finding : conclusion(probe).findings()) {
            require(
                KEBAB_CASE.matcher(finding.metric()).matches(),
                "the metric '%s' of %s must be in kebab-case, with the unit where it has one",
                finding.metric(),
                probe);
            requireKnown(probe, finding.subject(), network);
            require(
                seen.add(List.of(finding.getClass(), finding.subject(), finding.metric())),
                "%s finds '%s' of %s twice, so that nobody can tell which is meant",
                probe,
                finding.metric(),
                finding.subject());
          }
        });
  }

  private static void requireKnown(Probe probe, Subject subject, FakeNetwork network) {
    Optional<SelectedLayer> layer =
        network.selected().stream().filter(each -> each.name().equals(subject.layer())).findFirst();
    require(
        layer.isPresent() || Subject.RESERVED.contains(subject.layer()),
        "%s speaks of '%s', which is neither a selected layer nor one of %s",
        probe,
        subject.layer(),
        Subject.RESERVED);
    List<String> quantizers = layer.map(SelectedLayer::quantizers).orElse(FakeNetwork.QUANTIZERS);
    require(
        subject.quantizer().stream().allMatch(quantizers::contains),
        "%s speaks of the quantizer %s of '%s', which is served by %s",
        probe,
        subject.quantizer().orElse(""),
        subject.layer(),
        quantizers);
  }

  @Test
  final void numbersFitTogether() {
    forEachNetwork(
        (probe, network) -> {
          for (Finding finding : conclusion(probe).findings()) {
            Optional<String> problem = WellFormed.problem(finding);
            require(
                problem.isEmpty(),
                "'%s' of %s for %s %s",
                finding.metric(),
                probe,
                finding.subject(),
                problem.orElse(""));
          }
        });
  }

  @Test
  final void judgesWithReasons() {
    forEachNetwork(
        (probe, network) -> {
          Conclusion conclusion = conclusion(probe);
          for (Verdict verdict : conclusion.verdicts()) {
            requireKnown(probe, verdict.subject(), network);
            require(
                verdict.grade() != null && isOneLine(verdict.reason()),
                "%s judges %s without a reason: one sentence with the rule, the value, the"
                    + " threshold and n",
                probe,
                verdict.subject());
          }
          for (Remedy remedy : conclusion.remedies()) {
            requireKnown(probe, remedy.subject(), network);
            require(
                isOneLine(remedy.text()),
                "%s proposes a remedy for %s without saying what was measured",
                probe,
                remedy.subject());
          }
        });
  }

  @Test
  final void copesWithASingleGroup() {
    for (P probe : plugins()) {
      requireConclusion(
          probe,
          FakeNetwork.of(1),
          "a single group of images: where an interval needs more, leave it out");
    }
  }

  @Test
  final void copesWithALayerThatNoQuantizerServes() {
    for (P probe : plugins()) {
      requireConclusion(
          probe,
          FakeNetwork.withoutQuantizersOfTheHiddenLayer(GROUPS),
          "a layer that no quantizer serves: quantizers() may be empty");
    }
  }

  private static void requireConclusion(Probe probe, FakeNetwork network, String of) {
    try {
      require(concluded(probe, network, Fold.ONE_BY_ONE) != null, "%s concludes null", probe);
    } catch (RuntimeException e) {
      throw new AssertionError(
          String.format(Locale.ROOT, "%s fails on %s. It threw %s", probe, of, e), e);
    }
  }

  /** Of the network that all rules see; the same for each rule that only reads it. */
  private static Conclusion conclusion(Probe probe) {
    return CONCLUSIONS.computeIfAbsent(
        probe, each -> concluded(each, FakeNetwork.of(GROUPS), Fold.ONE_BY_ONE));
  }

  private static Conclusion concluded(Probe probe, FakeNetwork network, Fold fold) {
    return probe.conclude(network.shownTo(probe, fold));
  }

  private interface OfNetwork<P> {
    void check(P probe, FakeNetwork network);
  }

  private void forEachNetwork(OfNetwork<P> check) {
    for (P probe : plugins()) {
      check.check(probe, FakeNetwork.of(GROUPS));
    }
  }
}
