package org.orthant.formats;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.orthant.api.BadInputException;
import org.orthant.api.InvalidParameterException;
import org.orthant.api.data.PixelRange;
import org.orthant.formats.draft.Pixels;

/**
 * What was done to the pixels that a network was trained on.
 *
 * @param range between which numbers they lay; empty where the configuration does not say
 * @param mean what was subtracted of each channel then
 * @param deviation what each was divided by then
 */
record Preprocessing(
    Optional<PixelRange> range, List<Double> mean, List<Double> deviation, ChannelOrder channels) {
  Preprocessing {
    mean = List.copyOf(mean);
    deviation = List.copyOf(deviation);
    InvalidParameterException.unless(
        mean.size() == deviation.size() || mean.isEmpty() || deviation.isEmpty(),
        "deviation",
        "must have as many numbers as mean, " + mean.size(),
        deviation.size());
    InvalidParameterException.unless(
        deviation.stream().allMatch(each -> each > 0),
        "deviation",
        "must be above 0 in each channel",
        deviation);
  }

  /**
   * @throws BadInputException if the configuration does not say between which numbers the pixels
   *     lay
   */
  void requireRange(String id) {
    if (range.isEmpty()) {
      throw new BadInputException(
          id
              + ": say between which numbers the pixels lay that the network was trained on: pixels:"
              + " 0..255, 0..1 or -1..1");
    }
  }

  /**
   * Holds the parameters of a source to their rules.
   *
   * @throws InvalidParameterException if one breaks a rule
   */
  static void require(
      Optional<PixelRange> range,
      List<Double> mean,
      List<Double> deviation,
      ChannelOrder channels,
      Optional<Double> accuracy) {
    new Preprocessing(range, mean, deviation, channels);
    accuracy.ifPresent(
        value ->
            InvalidParameterException.unless(
                value >= 0 && value <= 1, "expectAccuracy", "must be between 0 and 1", value));
  }

  /** Such as "0..1, mean [0.5], deviation [0.25], RGB". */
  String inWords() {
    String words =
        switch (range.orElse(PixelRange.SIGNED)) {
          case BYTES -> "0..255";
          case UNIT -> "0..1";
          case SIGNED -> "-1..1";
        };
    return words
        + (mean.isEmpty() ? "" : ", mean " + mean)
        + (deviation.isEmpty() ? "" : ", deviation " + deviation)
        + (channels == ChannelOrder.BGR ? ", BGR" : "");
  }

  /** Returns the same as a factor and a shift of the dataset's pixels. */
  Pixels pixels() {
    PixelRange from = range.orElse(PixelRange.SIGNED);
    int channels = Math.max(1, Math.max(mean.size(), deviation.size()));
    List<Double> factor = new ArrayList<>();
    List<Double> shift = new ArrayList<>();
    for (int i = 0; i < channels; i++) {
      double divisor = deviation.isEmpty() ? 1 : deviation.get(i);
      factor.add(from.factor() / divisor);
      shift.add((from.shift() - (mean.isEmpty() ? 0 : mean.get(i))) / divisor);
    }
    return new Pixels(factor, shift, this.channels == ChannelOrder.BGR);
  }
}
