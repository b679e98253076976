package org.orthant.framework.run.refit;

import java.util.List;
import java.util.Optional;
import org.orthant.api.measure.Trial;
import org.orthant.framework.run.inference.Alteration;
import org.orthant.framework.run.inference.Network;
import org.orthant.framework.run.inference.Steps;
import org.orthant.framework.run.inference.Unit;
import org.orthant.framework.run.inference.Variant;

/** Makes the variants of a network that its trials ask for. */
public final class Variants {
  private final Network network;
  private final Refits refits;
  private final Steps steps;

  /**
   * Makes nothing yet.
   *
   * @param refits of every trial that asks for one, as {@link #refitted} lists them
   */
  public Variants(Network network, Refits refits) {
    this.network = network;
    this.refits = refits;
    this.steps = new Steps(network);
  }

  /** Returns what must be fitted anew for these trials, without repeats. */
  public static List<Trial> refitted(Network network, List<Trial> trials) {
    return trials.stream()
        .filter(trial -> trial.refit() > 0)
        .map(trial -> Alterations.canonical(network, trial))
        .distinct()
        .toList();
  }

  /**
   * The network under each trial, in their order. Variants share the steps that compute the same.
   */
  public List<Variant> of(List<Trial> trials) {
    return trials.stream().map(this::variant).toList();
  }

  private Variant variant(Trial trial) {
    Trial canonical = Alterations.canonical(network, trial);
    return steps.variant(trial, unit -> alteration(unit, canonical));
  }

  private Alteration alteration(Unit unit, Trial trial) {
    Alteration altered = Alterations.of(network, unit, trial);
    if (trial.refit() == 0) {
      return altered;
    }
    Refit refit = refits.of(trial);
    return altered.with(
        Optional.ofNullable(refit.norms().get(unit.index())), refit.affine(unit.index()));
  }
}
