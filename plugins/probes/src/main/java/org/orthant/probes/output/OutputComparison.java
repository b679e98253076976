package org.orthant.probes.output;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.orthant.api.array.Floats;
import org.orthant.api.finding.Finding;
import org.orthant.api.finding.Subject;
import org.orthant.api.measure.Key;
import org.orthant.api.measure.Recording;
import org.orthant.api.measure.Scores;
import org.orthant.api.measure.Stats;
import org.orthant.api.statistics.Moments;
import org.orthant.api.statistics.Tally;
import org.orthant.probes.estimate.Estimate;
import org.orthant.probes.interval.MeanInterval;

/**
 * How far an altered network's scores lie from the unaltered one's. An image with scores that are
 * not finite, or whose unaltered scores are all 0, counts in none of the means that it leaves
 * undefined. Where the altered network's are not finite, its prediction counts as changed. Of a
 * single output there is neither a highest score nor a divergence.
 *
 * @param images how many there are
 * @param agreements of how many images both have the highest score at the same output
 * @param divergence in nats, over the images that have one
 * @param cosine over the images that have one
 * @param relativeError over the images that have one
 */
record OutputComparison(
    long images, Tally agreements, Moments divergence, Moments cosine, Moments relativeError) {
  private static final Key<Tally> IMAGES = Key.total("images", Tally.class);
  private static final Key<Tally> AGREEMENTS = Key.total("agreements", Tally.class);
  private static final Key<Moments> DIVERGENCE = Key.total("divergence", Moments.class);
  private static final Key<Moments> COSINE = Key.total("cosine", Moments.class);
  private static final Key<Moments> RELATIVE_ERROR = Key.total("relative-error", Moments.class);

  /** Keeps what a group of images shows. */
  static void write(Scores scores, Stats out) {
    List<ScorePair> pairs = pairs(scores);
    out.at(IMAGES, Tally::new).add(pairs.size(), 0);
    boolean several = scores.outputs() > 1;
    Tally agreements = out.at(AGREEMENTS, Tally::new);
    pairs.stream().filter(pair -> several).forEach(pair -> agreements.add(pair.agrees()));
    Moments divergence = out.at(DIVERGENCE, Moments::new);
    add(divergence, several ? pairs : List.of(), ScorePair::divergence);
    add(out.at(COSINE, Moments::new), pairs, ScorePair::cosine);
    add(out.at(RELATIVE_ERROR, Moments::new), pairs, ScorePair::relativeError);
  }

  private static void add(
      Moments moments, List<ScorePair> pairs, ToDoubleFunction<ScorePair> measure) {
    pairs.stream().mapToDouble(measure).filter(value -> !Double.isNaN(value)).forEach(moments::add);
  }

  private static List<ScorePair> pairs(Scores scores) {
    int outputs = scores.outputs();
    float[] altered = Floats.of(scores.altered());
    float[] unaltered = Floats.of(scores.unaltered());
    List<ScorePair> pairs = new ArrayList<>();
    for (int from = 0; from < altered.length; from += outputs) {
      pairs.add(
          new ScorePair(
              Arrays.copyOfRange(altered, from, from + outputs),
              Arrays.copyOfRange(unaltered, from, from + outputs)));
    }
    return pairs;
  }

  /** Finds what {@link #write} kept. */
  static OutputComparison read(Recording recording) {
    return new OutputComparison(
        recording.total(IMAGES).count(),
        recording.total(AGREEMENTS),
        recording.total(DIVERGENCE),
        recording.total(COSINE),
        recording.total(RELATIVE_ERROR));
  }

  /** Whether the network has more than one output. */
  boolean hasHighest() {
    return agreements.count() > 0;
  }

  /** Of how many images the relative error is undefined. */
  long undefined() {
    return images - relativeError.count();
  }

  /** The fraction of images whose highest score is at another output. */
  Estimate changed() {
    return Estimate.ofFraction(agreements.count() - agreements.hits(), agreements.count());
  }

  /** The mean relative error. */
  Estimate error() {
    return mean(relativeError).clipped(0, Double.MAX_VALUE);
  }

  /** All that is found, beside what no change would give. */
  List<Finding> findings(Subject subject) {
    List<Finding> findings = new ArrayList<>();
    if (hasHighest()) {
      findings.add(
          Estimate.ofFraction(agreements.hits(), agreements.count())
              .finding(subject, "top-1-agreement", 1));
      findings.add(
          mean(divergence).clipped(0, Double.MAX_VALUE).finding(subject, "kl-divergence", 0));
    }
    findings.add(mean(cosine).clipped(-1, 1).finding(subject, "cosine", 1));
    findings.add(error().finding(subject, "relative-error", 0));
    return findings;
  }

  private static Estimate mean(Moments moments) {
    return new Estimate(moments.mean(), MeanInterval.of(moments), moments.count());
  }
}
