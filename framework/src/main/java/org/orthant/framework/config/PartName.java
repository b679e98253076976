package org.orthant.framework.config;

import static java.util.stream.Collectors.joining;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.orthant.framework.digest.Sha256;

/**
 * What the folder of a part is called: readable, safe on every system, and another for other
 * values. Where a name cannot tell the values in full, a part of their hash does.
 */
final class PartName {
  /** Texts that stand in a name as they are, told apart also where upper and lower case are not. */
  private static final Pattern PLAIN = Pattern.compile("[a-z0-9]++([.-][a-z0-9]++)*+");

  private static final Pattern UNSAFE = Pattern.compile("[^A-Za-z0-9.]+");
  private static final int LONGEST = 64;
  private static final int HASH = 12;

  private PartName() {}

  static String of(List<String> labels, List<String> values) {
    String readable =
        IntStream.range(0, values.size())
            .mapToObj(axis -> safe(labels.get(axis)) + "-" + safe(values.get(axis)))
            .collect(joining("_"));
    boolean tellsAll =
        values.stream()
            .allMatch(value -> value.length() <= LONGEST && PLAIN.matcher(value).matches());
    if (tellsAll && readable.length() <= LONGEST) {
      return readable;
    }
    int kept = Math.min(readable.length(), LONGEST - HASH - 1);
    return readable.substring(0, kept) + "-" + hash(values);
  }

  private static String safe(String text) {
    String dashed = UNSAFE.matcher(text).replaceAll("-");
    int first = 0;
    while (first < dashed.length() && !Character.isLetterOrDigit(dashed.charAt(first))) {
      first++;
    }
    return first < dashed.length() ? dashed.substring(first) : "x";
  }

  private static String hash(List<String> values) {
    String text = values.stream().map(value -> value.length() + ":" + value).collect(joining(","));
    return Sha256.of(text).substring(0, HASH);
  }
}
