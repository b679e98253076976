package org.orthant.datasets.folder;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.orthant.api.data.Split;
import org.orthant.datasets.own.Refusal;

/** How many images of each class a split shows. */
final class ClassCounts {
  private final FolderClasses classes;
  private final int[] counts;

  private ClassCounts(FolderClasses classes) {
    this.classes = classes;
    counts = new int[classes.classes()];
  }

  static ClassCounts of(FolderClasses classes, Split split) {
    ClassCounts counts = new ClassCounts(classes);
    for (int label : split.labels(IntStream.range(0, split.size()).toArray())) {
      counts.counts[label]++;
    }
    return counts;
  }

  /**
   * Returns what a reader must know of the test split: classes that it lacks, or shows much less
   * often.
   */
  List<String> notes() {
    List<Integer> ascending =
        IntStream.range(0, counts.length)
            .boxed()
            .sorted(Comparator.comparing(label -> counts[label]))
            .toList();
    int least = ascending.get(0);
    int most = ascending.get(counts.length - 1);
    if (counts[least] == 0) {
      return note(
          "%d of %d classes have no image in the test split, such as '%s'",
          IntStream.of(counts).filter(count -> count == 0).count(),
          counts.length,
          classes.name(least));
    }
    return counts[most] <= 2 * counts[least]
        ? List.of()
        : note(
            "the test split has from %d ('%s') to %d images ('%s') of a class",
            counts[least], classes.name(least), counts[most], classes.name(most));
  }

  private static List<String> note(String format, Object... arguments) {
    return List.of(Refusal.line(String.format(Locale.ROOT, format, arguments)));
  }
}
