package org.orthant.framework.sweep;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.orthant.framework.failure.Failure;
import org.orthant.framework.gate.GateCheck;

/**
 * What a sweep takes from the result of one part.
 *
 * @param layers their names, in the network's order
 * @param quantizers their names
 * @param findings every scalar
 * @param verdict on the network
 * @param advice what it advises
 * @param cautions what a reader must know before anything else
 * @param gate what became of the rules
 * @param failures the plugins that it had to do without
 */
record PartResult(
    Identity identity,
    List<String> layers,
    List<String> quantizers,
    List<Found> findings,
    Optional<NetworkVerdict> verdict,
    List<Advised> advice,
    List<String> cautions,
    List<GateCheck> gate,
    List<Failure> failures) {
  PartResult {
    layers = List.copyOf(layers);
    quantizers = List.copyOf(quantizers);
    findings = List.copyOf(findings);
    advice = List.copyOf(advice);
    cautions = List.copyOf(cautions);
    gate = List.copyOf(gate);
    failures = List.copyOf(failures);
  }

  /** What a number is of. */
  record Measure(
      String probe,
      Optional<String> quantizer,
      String layer,
      Optional<String> change,
      String metric) {}

  /**
   * A number.
   *
   * @param value NaN where it is undefined
   */
  record Found(Measure measure, double value, OptionalDouble expected) {}

  /**
   * A network that is advised.
   *
   * @param layers what each computes with
   */
  record Advised(String goal, List<Choice> layers) {
    Advised {
      layers = List.copyOf(layers);
    }
  }

  /** What a layer computes with; empty for what it has. */
  record Choice(String layer, String change) {}

  /**
   * The verdict on the network as a whole.
   *
   * @param open whether something that was asked has no answer
   */
  record NetworkVerdict(String grade, String reason, boolean open) {}
}
