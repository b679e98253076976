package org.orthant.datasets.csv;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.orthant.api.BadInputException;
import org.orthant.datasets.own.Classes;
import org.orthant.datasets.own.Labels;
import org.orthant.datasets.own.Refusal;

/**
 * Which label is which class: where all are whole numbers each is its own; else the words in their
 * order, that of their characters, are classes 0, 1, 2 …
 *
 * @param names the words in the order of the classes; empty where labels are numbers
 */
record LabelClasses(Map<String, Integer> numbers, int classes, List<String> names) {
  /** Where rows have no labels. */
  private static final LabelClasses NONE = new LabelClasses(Map.of(), 0, List.of());

  private static final Pattern WHOLE = Pattern.compile("-?[0-9]+");
  private static final int MOST_WORDS = 10_000;

  LabelClasses {
    numbers = Map.copyOf(numbers);
    names = List.copyOf(names);
  }

  /**
   * The classes of all tables together.
   *
   * @throws BadInputException if a number is negative or too large, or there are fewer than two
   *     classes or too many
   */
  static LabelClasses of(Stream<Table> tables) {
    List<Table> all = tables.toList();
    if (all.get(0).columns().label().isEmpty()) {
      return NONE;
    }
    TreeSet<String> words = new TreeSet<>();
    all.forEach(table -> words.addAll(table.labels()));
    boolean whole = words.stream().allMatch(word -> WHOLE.matcher(word).matches());
    return whole ? numbered(all, words) : named(all.get(0), words);
  }

  private static LabelClasses numbered(List<Table> tables, TreeSet<String> words) {
    Map<String, Integer> numbers = new TreeMap<>();
    for (String word : words) {
      numbers.put(word, number(word).orElse(-1));
    }
    for (Table table : tables) {
      requirePossible(table, numbers);
    }
    int largest = numbers.values().stream().max(Integer::compare).orElse(0);
    return new LabelClasses(
        numbers, Classes.count(tables.get(0).file(), largest, Optional.empty()), List.of());
  }

  private static Optional<Integer> number(String word) {
    try {
      return Optional.of(Integer.parseInt(word))
          .filter(number -> number >= 0 && number < Classes.MOST);
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  private static void requirePossible(Table table, Map<String, Integer> numbers) {
    for (int row = 0; row < table.size(); row++) {
      String label = table.labels().get(row);
      if (numbers.get(label) < 0) {
        throw Refusal.of(
            table.file(),
            "row %d, column '%s': the label must lie in 0 … %d, but is %s",
            row + 1,
            table.columns().label().orElseThrow(),
            Classes.MOST - 1,
            label);
      }
    }
  }

  private static LabelClasses named(Table table, TreeSet<String> words) {
    if (words.size() < 2 || words.size() > MOST_WORDS) {
      throw Refusal.of(
          table.file(),
          "column '%s' must have from 2 to %d different labels, but has %d",
          table.columns().label().orElseThrow(),
          MOST_WORDS,
          words.size());
    }
    Map<String, Integer> numbers = new TreeMap<>();
    words.forEach(word -> numbers.put(word, numbers.size()));
    return new LabelClasses(numbers, words.size(), List.copyOf(words));
  }

  /** The class of each row. */
  Labels of(Table table) {
    return table.labels().isEmpty()
        ? Labels.NONE
        : Labels.of(table.labels().stream().mapToInt(numbers::get).toArray());
  }
}
