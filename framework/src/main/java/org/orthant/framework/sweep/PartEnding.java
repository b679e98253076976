package org.orthant.framework.sweep;

import java.util.List;
import java.util.Optional;
import org.orthant.framework.config.SweepPart;
import org.orthant.framework.failure.Failure;
import org.orthant.framework.gate.GateCheck;
import org.orthant.framework.sweep.PartResult.Advised;
import org.orthant.framework.sweep.PartResult.NetworkVerdict;

/**
 * What became of one part.
 *
 * @param verdict on its network; empty where there is no result
 * @param advice what it advises
 * @param cautions what a reader must know before anything else
 * @param gate what became of the rules
 * @param failures the plugins that it had to do without
 * @param error why it has no result; empty where it has one
 */
public record PartEnding(
    SweepPart part,
    Optional<NetworkVerdict> verdict,
    List<Advised> advice,
    List<String> cautions,
    List<GateCheck> gate,
    List<Failure> failures,
    Optional<Throwable> error) {
  public PartEnding {
    advice = List.copyOf(advice);
    cautions = List.copyOf(cautions);
    gate = List.copyOf(gate);
    failures = List.copyOf(failures);
  }

  /** The reason of the verdict, if something that was asked has no answer. */
  public Optional<String> unanswered() {
    return verdict.filter(NetworkVerdict::open).map(NetworkVerdict::reason);
  }

  static PartEnding of(SweepPart part, PartResult result, List<Failure> failures) {
    return new PartEnding(
        part,
        result.verdict(),
        result.advice(),
        result.cautions(),
        result.gate(),
        failures,
        Optional.empty());
  }

  static PartEnding failed(SweepPart part, Throwable error) {
    return new PartEnding(
        part, Optional.empty(), List.of(), List.of(), List.of(), List.of(), Optional.of(error));
  }
}
