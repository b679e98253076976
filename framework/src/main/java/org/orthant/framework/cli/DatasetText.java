package org.orthant.framework.cli;

import java.io.PrintStream;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.orthant.api.data.DatasetShape;
import org.orthant.api.data.PixelRange;
import org.orthant.framework.data.DatasetLook;

/**
 * Says what a dataset holds.
 *
 * @param out where to
 * @param pixels between which numbers the network takes pixels; empty where it does not say
 */
record DatasetText(PrintStream out, Optional<PixelRange> pixels) {
  private static final String INDENT = " ".repeat("dataset  ".length());
  private static final int MOST_NAMED = 10;

  /** Pixels lie in [−1, 1]; what is left of rounding lies within this. */
  private static final double SLACK = 1e-5;

  /** The lines below the dataset's name. */
  void print(DatasetLook look) {
    DatasetShape shape = look.shape();
    line(
        "%,d images to train on, %,d to measure on, %s, %s",
        shape.training(),
        shape.test(),
        shape.image(),
        shape.isLabelled() ? shape.classes() + " classes" : "no labels");
    if (shape.isLabelled()) {
      line(
          "a class has %s training images and %s test images",
          between(look.training()), between(look.test()));
      missing(shape, "training", look.training());
      missing(shape, "test", look.test());
    }
    printNumbers(look);
  }

  private static String between(List<Long> counts) {
    long least = Collections.min(counts);
    long most = Collections.max(counts);
    return least == most
        ? String.format(Locale.ROOT, "%,d", most)
        : String.format(Locale.ROOT, "%,d to %,d", least, most);
  }

  private void missing(DatasetShape shape, String split, List<Long> counts) {
    List<Integer> missing = DatasetLook.missing(counts);
    if (!missing.isEmpty()) {
      line(
          "caution: no %s image of %d of %d classes: %s%s",
          split,
          missing.size(),
          shape.classes(),
          missing.stream()
              .limit(MOST_NAMED)
              .map(label -> named(shape, label))
              .collect(Collectors.joining(", ")),
          missing.size() > MOST_NAMED ? " …" : "");
    }
  }

  private static String named(DatasetShape shape, int label) {
    return shape.classNames().isEmpty()
        ? String.valueOf(label)
        : String.format(Locale.ROOT, "%d (%s)", label, shape.classNames().get(label));
  }

  private void printNumbers(DatasetLook look) {
    DatasetLook.Range range = look.numbers();
    line(
        "numbers from %.4g to %.4g, mean %.4g, deviation %.4g, in %,d test images",
        range.low(), range.high(), range.mean(), range.deviation(), look.images());
    pixels.ifPresent(taken -> printTaken(taken, range));
    boolean pixelsBeyond = range.low() < -1 - SLACK || range.high() > 1 + SLACK;
    if (pixelsBeyond && pixels.filter(taken -> taken != PixelRange.SIGNED).isPresent()) {
      line(
          "caution: these are no pixels in -1..1; for a network of such features say pixels: -1..1,"
              + " which leaves them as they are");
    } else if (!pixelsBeyond && range.low() >= 0) {
      line(
          "caution: none is below 0, the middle of -1..1: see whether the dataset's pixels are"
              + " 0..1 or 0..255 in its files, and said to be so");
    }
  }

  private void printTaken(PixelRange taken, DatasetLook.Range range) {
    line(
        "they enter the network as %.4g to %.4g",
        range.low() * taken.factor() + taken.shift(),
        range.high() * taken.factor() + taken.shift());
  }

  private void line(String format, Object... arguments) {
    out.println(INDENT + String.format(Locale.ROOT, format, arguments));
  }
}
