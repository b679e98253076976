package org.orthant.benchmarks;

import java.util.List;
import java.util.OptionalDouble;
import java.util.function.DoubleUnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How to read a figure out of what a peer prints.
 *
 * @param line has the number as its only group
 * @param secondsPerImage from that number
 */
record Reading(Work work, Pattern line, DoubleUnaryOperator secondsPerImage) {
  private static final String NUMBER = "([0-9.]+)";

  /** The number in the place of {@code #} are images per second. */
  static Reading imagesPerSecond(Work work, String line) {
    return new Reading(work, pattern(line), number -> 1 / number);
  }

  /** The number in the place of {@code #} are seconds for so many images. */
  static Reading seconds(Work work, String line, double images) {
    return new Reading(work, pattern(line), number -> number / images);
  }

  private static Pattern pattern(String line) {
    return Pattern.compile(".*" + line.replace("#", NUMBER) + ".*");
  }

  /** The least that a line tells; empty where none does. */
  OptionalDouble least(List<String> output) {
    return output.stream()
        .map(line::matcher)
        .filter(Matcher::matches)
        .mapToDouble(matcher -> Double.parseDouble(matcher.group(1)))
        .map(secondsPerImage)
        .min();
  }
}
