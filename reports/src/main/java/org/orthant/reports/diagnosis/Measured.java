package org.orthant.reports.diagnosis;

import java.util.List;
import java.util.Optional;
import org.orthant.reports.result.Result;
import org.orthant.reports.result.Result.Layer;
import org.orthant.reports.result.Result.Scalar;
import org.orthant.reports.result.Result.Subject;
import org.orthant.reports.result.Result.Verdict;

/** What a run measured of a layer under a quantizer. */
record Measured(Result result, Layer layer, String quantizer) {

  /** A finite number of the layer under the quantizer. */
  Optional<Scalar> quantized(String probe, String metric) {
    return finite(Subject.of(probe, quantizer, layer.name(), metric));
  }

  /** A finite number of the layer whatever the quantizer. */
  Optional<Scalar> plain(String probe, String metric) {
    return finite(Subject.of(probe, layer.name(), metric));
  }

  /** The verdicts on the quantizer in the layer, or on the layer as it is used. */
  List<Verdict> verdicts() {
    return result.verdictsOn(layer.name()).stream()
        .filter(verdict -> verdict.probe().isPresent())
        .filter(verdict -> verdict.quantizer().map(quantizer::equals).orElse(true))
        .toList();
  }

  private Optional<Scalar> finite(Subject subject) {
    return result.finding(subject).filter(found -> Double.isFinite(found.value()));
  }
}
