package org.orthant.probes;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.orthant.api.finding.Finding;
import org.orthant.api.finding.Subject;
import org.orthant.api.statistics.Outcomes;
import org.orthant.api.statistics.Tally;

/**
 * Which fraction of the images of each class is predicted right.
 *
 * @param classes by label, those that occur among the images
 */
record ClassAccuracies(Map<Integer, Tally> classes) {
  private static final int MOST_NAMED = 20;

  static ClassAccuracies of(Outcomes outcomes) {
    int[] labels = outcomes.labels();
    int[] predictions = outcomes.predictions();
    Map<Integer, Tally> classes = new TreeMap<>();
    for (int image = 0; image < labels.length; image++) {
      classes
          .computeIfAbsent(labels[image], first -> new Tally())
          .add(predictions[image] == labels[image]);
    }
    return new ClassAccuracies(classes);
  }

  /**
   * The fractions along the classes.
   *
   * @param names of all classes, in the order of the labels; empty where they have none
   */
  Finding.Curve curve(List<String> names) {
    List<Double> x = new ArrayList<>();
    List<Double> y = new ArrayList<>();
    classes.forEach(
        (label, tally) -> {
          x.add((double) label);
          y.add(tally.fraction());
        });
    return new Finding.Curve(
        Subject.network(), "accuracy-by-class", label(names), x, "accuracy", y, List.of());
  }

  private static String label(List<String> names) {
    return names.size() > MOST_NAMED || areNumbers(names)
        ? "class"
        : IntStream.range(0, names.size())
            .mapToObj(label -> label + " " + names.get(label))
            .collect(joining(", ", "class (", ")"));
  }

  /** Whether names say no more than the labels do, if there are any. */
  private static boolean areNumbers(List<String> names) {
    return IntStream.range(0, names.size())
        .allMatch(label -> names.get(label).equals(String.valueOf(label)));
  }
}
