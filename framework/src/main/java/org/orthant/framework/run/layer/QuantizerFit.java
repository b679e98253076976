package org.orthant.framework.run.layer;

import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.orthant.api.BadInputException;
import org.orthant.api.Seed;
import org.orthant.api.model.VectorMap;
import org.orthant.api.spi.Quantizer;
import org.orthant.api.spi.Sample;
import org.orthant.framework.failure.Failure;
import org.orthant.framework.failure.PluginCall;
import org.orthant.framework.failure.PluginFailedException;
import org.orthant.framework.run.guard.CheckedMap;
import org.orthant.framework.run.guard.LentRows;

/**
 * Fits quantizers to rows of a layer, and holds them to their contract.
 *
 * @param layer its name
 * @param dimension how long a row is
 * @param lent the rows
 * @param sample what a quantizer is shown, made of what lends it the rows
 * @param verified whether plugins are held to all of their contracts, whatever it costs
 */
record QuantizerFit(
    String layer,
    int dimension,
    LentRows lent,
    Function<Supplier<INDArray>, Sample> sample,
    boolean verified) {

  /**
   * The quantizer fitted to the rows.
   *
   * @param name the quantizer's in the configuration
   * @throws PluginFailedException if it cannot be; the map throws it too
   */
  VectorMap of(String name, Quantizer quantizer, Seed seed) {
    String subject = Failure.subjectOfQuantizer(name, layer);
    PluginCall fit = new PluginCall(subject, "fit");
    VectorMap map =
        lent.during(
            rows ->
                fit.make(
                    () -> quantizer.fit(sample.apply(rows), seed),
                    e ->
                        e instanceof BadInputException mistake
                            ? mistake
                            : failed(name, "fit: " + PluginCall.inWords(e), Optional.of(e))),
            change -> failed(name, "fit " + change + " the rows it was shown", Optional.empty()));
    if (map == null) {
      throw failed(name, "fit returned null", Optional.empty());
    }
    return new CheckedMap(
        map, dimension, verified, subject, (reason, cause) -> failed(name, reason, cause));
  }

  private PluginFailedException failed(String name, String reason, Optional<Throwable> cause) {
    return new PluginFailedException(Failure.ofQuantizer(name, layer, reason, cause));
  }
}
