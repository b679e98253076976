package org.orthant.framework.run.layer;

import java.util.Locale;
import org.orthant.api.model.Quantization;
import org.orthant.framework.failure.AnalysisException;
import org.orthant.framework.run.guard.CheckedMap;

/**
 * A quantizer that the network itself is made of, held to its contract. A run can't do without it.
 *
 * @param map as fitted, checked
 */
public record OwnQuantizer(Quantization quantization, CheckedMap map) {

  /**
   * Begins to hold it to its contract.
   *
   * @param dimension how long the vectors are that it maps
   * @param place the layer or node it belongs to, for messages
   */
  public static OwnQuantizer of(Quantization own, int dimension, boolean verified, String place) {
    return new OwnQuantizer(
        own,
        new CheckedMap(
            own.map(),
            dimension,
            verified,
            String.format(
                Locale.ROOT, "the network's own quantizer %s on %s", own.quantizer(), place),
            (reason, cause) ->
                new AnalysisException(
                    String.format(
                        Locale.ROOT,
                        "the network's own quantizer %s failed on %s: %s",
                        own.quantizer(),
                        place,
                        reason),
                    cause.orElse(null))));
  }
}
