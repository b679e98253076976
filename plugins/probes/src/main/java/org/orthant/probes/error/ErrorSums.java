package org.orthant.probes.error;

import org.orthant.api.measure.Key;
import org.orthant.api.measure.Recording;
import org.orthant.api.measure.Stats;
import org.orthant.api.statistics.Comoments;

/**
 * What is kept of the errors of some quantized vectors.
 *
 * @param plain pairs of a vector's squared length and its squared error
 * @param scaled the same under the vector's best scale
 */
record ErrorSums(Comoments plain, Comoments scaled) {

  /** Returns where the errors of a sample of vectors under one quantizer are kept. */
  static ErrorSums at(Stats out, String sample, String quantizer) {
    return new ErrorSums(
        out.at(plain(sample, quantizer), Comoments::new),
        out.at(scaled(sample, quantizer), Comoments::new));
  }

  /** Finds what was kept there. */
  static ErrorSums read(Recording recording, String sample, String quantizer) {
    return new ErrorSums(
        recording.total(plain(sample, quantizer)), recording.total(scaled(sample, quantizer)));
  }

  /** Adds the errors of one vector. */
  void add(RowErrors errors, int row) {
    add(errors, row, 1);
  }

  /** Adds the errors of one vector, all of them so many times. */
  void add(RowErrors errors, int row, double factor) {
    plain.add(factor * errors.square(row), factor * errors.plain(row));
    scaled.add(factor * errors.square(row), factor * errors.scaled(row));
  }

  /** The signal-to-noise ratio of pairs in decibels, as of {@link SignalToNoise}. */
  static double decibels(Comoments pairs) {
    return new SignalToNoise(pairs.meanX(), pairs.meanY()).decibels();
  }

  private static Key<Comoments> plain(String sample, String quantizer) {
    return Key.total(sample + "/plain", Comoments.class).of(quantizer);
  }

  private static Key<Comoments> scaled(String sample, String quantizer) {
    return Key.total(sample + "/scaled", Comoments.class).of(quantizer);
  }
}
