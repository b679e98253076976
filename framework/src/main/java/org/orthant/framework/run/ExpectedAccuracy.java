package org.orthant.framework.run;

import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.orthant.api.BadInputException;
import org.orthant.api.Progress;
import org.orthant.api.Seed;
import org.orthant.api.data.Split;
import org.orthant.api.interval.Interval;
import org.orthant.api.interval.WilsonInterval;
import org.orthant.api.statistics.Outcomes;
import org.orthant.framework.run.inference.Groups;
import org.orthant.framework.run.inference.Inference;
import org.orthant.framework.run.inference.Network;
import org.orthant.framework.run.inference.Path;
import org.orthant.framework.run.inference.Variant;

/**
 * Holds the accuracy that a network had elsewhere against the one it has here, before anything slow
 * starts. Few images are asked first; where their interval does not hold the expected accuracy, so
 * many are asked that chance is no excuse.
 */
record ExpectedAccuracy(double expected, Split test, Network network, Seed seed) {
  private static final int FEW = 1_000;
  private static final int MANY = 10_000;

  /**
   * @throws BadInputException if the accuracies contradict each other
   */
  static void require(
      OptionalDouble expected, Split test, Network network, Seed seed, Progress progress) {
    if (expected.isPresent()) {
      new ExpectedAccuracy(expected.getAsDouble(), test, network, seed).require(progress);
    }
  }

  private void require(Progress progress) {
    Outcomes few = outcomes(Math.min(FEW, test.size()), progress);
    if (isExpected(few)) {
      return;
    }
    boolean isDecided = test.size() <= FEW || isFarOff(few);
    Outcomes many = isDecided ? few : outcomes(Math.min(MANY, test.size()), progress);
    if (!isExpected(many)) {
      Interval interval = interval(many);
      throw new BadInputException(
          String.format(
              Locale.ROOT,
              "the network labels %.1f %% of %d test images rightly (%.1f to %.1f %%), and"
                  + " expect-accuracy says %.1f %%; see whether pixels, mean, deviation and channels"
                  + " (RGB or BGR) are those it was trained on, and the classes in the same order",
              100.0 * many.correct() / many.count(),
              many.count(),
              100 * interval.low(),
              100 * interval.high(),
              100 * expected));
    }
  }

  private boolean isExpected(Outcomes outcomes) {
    return interval(outcomes).contains(expected);
  }

  /** Whether an interval three times as wide does not hold it either. */
  private boolean isFarOff(Outcomes outcomes) {
    Interval interval = interval(outcomes);
    double width = interval.high() - interval.low();
    return expected < interval.low() - width || expected > interval.high() + width;
  }

  private static Interval interval(Outcomes outcomes) {
    return WilsonInterval.of(outcomes.correct(), outcomes.count()).orElseThrow();
  }

  private Outcomes outcomes(int images, Progress progress) {
    Groups groups = Groups.of(test.size(), images, seed.fork("expected accuracy"));
    Outcomes outcomes = new Outcomes();
    Variant asTrained = Variant.asTrained(network);
    try (Progress.Task task = progress.begin("expected accuracy", images)) {
      for (int group = 0; group < groups.count(); group++) {
        int[] indices = groups.group(group);
        try (INDArray pixels = test.images(indices)) {
          Inference.run(network, pixels, List.of(asTrained), new Predictions(outcomes, indices));
        }
        task.advance(outcomes.count(), "");
      }
    }
    return outcomes;
  }

  /** Notes what the network says of a group of images. */
  private final class Predictions implements Inference.Observer {
    private final Outcomes outcomes;
    private final int[] indices;

    Predictions(Outcomes outcomes, int... indices) {
      this.outcomes = outcomes;
      this.indices = indices;
    }

    @Override
    public void leaves(Variant variant, Path path, INDArray scores) {
      outcomes.add(Inference.predictions(scores), test.labels(indices));
    }
  }
}
