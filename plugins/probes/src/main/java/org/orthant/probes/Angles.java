package org.orthant.probes;

import java.util.stream.DoubleStream;
import org.orthant.api.measure.Key;
import org.orthant.api.measure.Recording;
import org.orthant.api.measure.Stats;
import org.orthant.api.statistics.Axis;
import org.orthant.api.statistics.Histogram;
import org.orthant.api.statistics.Moments;
import org.orthant.api.statistics.Tally;

/**
 * What is kept of the angles between some vectors and what a quantizer made of them. Where either
 * has length 0 there is no angle: such a pair is counted as undefined and enters nothing else.
 *
 * @param degrees moments of the angles
 * @param cosines moments of their cosines
 * @param undefined how many of the pairs have no angle
 * @param histogram of the angles in degrees
 */
record Angles(Moments degrees, Moments cosines, Tally undefined, Histogram histogram) {
  private static final int BINS = 80;

  /** How far the axis reaches beyond the extreme angles, as a fraction of what lies between. */
  private static final double MARGIN = 0.02;

  /** The narrowest axis to each side, in degrees, for angles that are all the same. */
  private static final double NARROWEST = 0.01;

  /** Keeps one sample's angles of one quantizer. Cosines that are NaN are undefined. */
  static void write(Stats out, String sample, String quantizer, double[] cosines, Axis axis) {
    Keys keys = new Keys(sample, quantizer);
    Angles angles =
        new Angles(
            out.at(keys.degrees(), Moments::new),
            out.at(keys.cosines(), Moments::new),
            out.at(keys.undefined(), Tally::new),
            out.at(keys.histogram(), () -> new Histogram(axis)));
    for (double cosine : cosines) {
      angles.add(cosine);
    }
  }

  /** Finds what {@link #write} kept. */
  static Angles read(Recording recording, String sample, String quantizer) {
    Keys keys = new Keys(sample, quantizer);
    return new Angles(
        recording.total(keys.degrees()),
        recording.total(keys.cosines()),
        recording.total(keys.undefined()),
        recording.total(keys.histogram()));
  }

  /** An axis in degrees that holds the angles of both samples; all angles if they have none. */
  static Axis axis(double[] cosines, double[] others) {
    double[] degrees =
        DoubleStream.concat(DoubleStream.of(cosines), DoubleStream.of(others))
            .filter(cosine -> !Double.isNaN(cosine))
            .map(Angles::degrees)
            .sorted()
            .toArray();
    if (degrees.length == 0) {
      return new Axis(0, 180, BINS);
    }
    double low = degrees[0];
    double high = degrees[degrees.length - 1];
    double margin = Math.max(NARROWEST, MARGIN * (high - low));
    return new Axis(Math.max(0, low - margin), high + margin, BINS);
  }

  private void add(double cosine) {
    undefined.add(Double.isNaN(cosine));
    if (!Double.isNaN(cosine)) {
      cosines.add(cosine);
      degrees.add(degrees(cosine));
      histogram.add(degrees(cosine));
    }
  }

  static double degrees(double cosine) {
    return Math.toDegrees(StrictMath.acos(cosine));
  }

  /** Where one sample's angles of one quantizer stand. */
  private record Keys(String sample, String quantizer) {
    Key<Moments> degrees() {
      return Key.total(sample + "/degrees", Moments.class).of(quantizer);
    }

    Key<Moments> cosines() {
      return Key.total(sample + "/cosines", Moments.class).of(quantizer);
    }

    Key<Tally> undefined() {
      return Key.total(sample + "/undefined", Tally.class).of(quantizer);
    }

    Key<Histogram> histogram() {
      return Key.total(sample + "/histogram", Histogram.class).of(quantizer);
    }
  }
}
