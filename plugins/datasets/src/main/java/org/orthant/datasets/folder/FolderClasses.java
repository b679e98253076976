package org.orthant.datasets.folder;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.orthant.api.BadInputException;
import org.orthant.datasets.own.Classes;
import org.orthant.datasets.own.Labels;
import org.orthant.datasets.own.Refusal;

/**
 * Which label is which class. Labels of a CSV file that are all whole numbers are the classes'
 * numbers; other labels are classes 0, 1, 2 … in the order of their code points.
 *
 * @param numbers the class of each label; empty where images have no labels
 * @param classes how many there are
 * @param names of the classes; empty where they have numbers only
 */
record FolderClasses(Map<String, Integer> numbers, int classes, List<String> names) {
  private static final Pattern WHOLE = Pattern.compile("[0-9]{1,7}");

  FolderClasses {
    numbers = Map.copyOf(numbers);
    names = List.copyOf(names);
  }

  /**
   * The classes of both splits: those that are trained.
   *
   * @throws BadInputException if there are fewer than two, or others in the test split
   */
  static FolderClasses of(LabelledImages training, LabelledImages test) {
    if (training.isLabelled() != test.isLabelled()) {
      LabelledImages without = training.isLabelled() ? test : training;
      LabelledImages with = training.isLabelled() ? training : test;
      throw Refusal.of(
          without.folder().toString(),
          "its images have no labels, and those of %s have some",
          with.folder());
    }
    if (!training.isLabelled()) {
      return new FolderClasses(Map.of(), 0, List.of());
    }
    SortedSet<String> trained = training.shown();
    TreeSet<String> all = test.shown();
    all.addAll(trained);
    return isNumbered(training, test, all)
        ? numbered(training.folder().toString(), all)
        : named(test.folder().toString(), trained, all);
  }

  private static boolean isNumbered(
      LabelledImages training, LabelledImages test, SortedSet<String> all) {
    return !training.inFolders()
        && !test.inFolders()
        && all.stream().allMatch(label -> WHOLE.matcher(label).matches());
  }

  private static FolderClasses numbered(String name, SortedSet<String> labels) {
    Map<String, Integer> numbers = new HashMap<>();
    labels.forEach(label -> numbers.put(label, Integer.valueOf(label)));
    int largest = numbers.values().stream().max(Integer::compare).orElse(0);
    if (largest >= Classes.MOST) {
      throw Refusal.of(
          name, "a label must lie in 0 … %d, but one is %d", Classes.MOST - 1, largest);
    }
    return new FolderClasses(numbers, Classes.count(name, largest, Optional.empty()), List.of());
  }

  private static FolderClasses named(
      String test, SortedSet<String> trained, SortedSet<String> all) {
    for (String label : all) {
      if (!trained.contains(label)) {
        throw Refusal.of(test, "the class '%s' is not among those of the training split", label);
      }
    }
    if (all.size() < 2) {
      throw Refusal.of(test, "there is one class, '%s', and there must be two", all.first());
    }
    Map<String, Integer> numbers = new HashMap<>();
    all.forEach(label -> numbers.put(label, numbers.size()));
    return new FolderClasses(numbers, all.size(), List.copyOf(all));
  }

  /** The class of each image. */
  Labels of(LabelledImages images) {
    return images.isLabelled()
        ? Labels.of(images.labels().stream().mapToInt(numbers::get).toArray())
        : Labels.NONE;
  }

  /** Returns what a class is called. */
  String name(int label) {
    return names.isEmpty() ? String.valueOf(label) : names.get(label);
  }
}
