package org.orthant.reports.sweep;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.orthant.reports.advice.AdvisedNetworks;
import org.orthant.reports.result.SweepResult;
import org.orthant.reports.result.SweepResult.Advised;
import org.orthant.reports.result.SweepResult.Part;

/**
 * What the parts of one combination of values advise, seed by seed.
 *
 * @param title the combination; empty where seeds alone are varied
 * @param sentences one for each budget: which layers always get the same
 * @param goals the budgets
 */
public record AdviceOverSeeds(
    String title, List<String> sentences, List<String> goals, List<Row> rows) {
  public AdviceOverSeeds {
    sentences = List.copyOf(sentences);
    goals = List.copyOf(goals);
    rows = List.copyOf(rows);
  }

  /** What a layer gets under each budget. */
  public record Row(String layer, List<Cell> cells) {
    public Row {
      cells = List.copyOf(cells);
    }
  }

  /**
   * What a layer gets under a budget, the most frequent first.
   *
   * @param steady whether all seeds say the same
   */
  public record Cell(String choices, boolean steady) {}

  /** One for each combination with advice under two seeds or more. */
  static List<AdviceOverSeeds> of(SweepResult sweep) {
    Map<List<String>, List<Part>> combinations = new LinkedHashMap<>();
    for (Part part : sweep.parts()) {
      if (!part.advice().isEmpty()) {
        combinations.computeIfAbsent(compared(sweep, part), first -> new ArrayList<>()).add(part);
      }
    }
    return combinations.entrySet().stream()
        .filter(each -> each.getValue().size() > 1)
        .map(each -> of(sweep.words(each.getKey()), each.getValue()))
        .toList();
  }

  private static List<String> compared(SweepResult sweep, Part part) {
    return IntStream.range(0, part.values().size())
        .filter(axis -> !sweep.axes().get(axis).replicates())
        .mapToObj(axis -> part.values().get(axis))
        .toList();
  }

  private static AdviceOverSeeds of(String title, List<Part> parts) {
    Set<String> goals = new LinkedHashSet<>();
    Set<String> layers = new LinkedHashSet<>();
    for (Part part : parts) {
      for (Advised advised : part.advice()) {
        goals.add(advised.goal());
        advised.layers().forEach(choice -> layers.add(choice.layer()));
      }
    }
    List<Row> rows =
        layers.stream()
            .map(
                layer ->
                    new Row(layer, goals.stream().map(goal -> cell(parts, goal, layer)).toList()))
            .toList();
    List<String> sentences = new ArrayList<>();
    int column = 0;
    for (String goal : goals) {
      sentences.add(sentence(goal, column, rows, parts.size()));
      column++;
    }
    return new AdviceOverSeeds(title, sentences, List.copyOf(goals), rows);
  }

  private static Cell cell(List<Part> parts, String goal, String layer) {
    Map<String, Long> counts =
        parts.stream()
            .flatMap(part -> choice(part, goal, layer).stream())
            .collect(groupingBy(words -> words, LinkedHashMap::new, counting()));
    long most = counts.values().stream().mapToLong(Long::longValue).max().orElse(0);
    boolean steady = most == parts.size();
    return new Cell(
        counts.entrySet().stream()
            .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
            .map(
                each ->
                    steady
                        ? each.getKey()
                        : String.format(
                            Locale.ROOT,
                            "%s (%d of %d)",
                            each.getKey(),
                            each.getValue(),
                            parts.size()))
            .collect(joining("; ")),
        steady);
  }

  private static Optional<String> choice(Part part, String goal, String layer) {
    return part.advice().stream()
        .filter(advised -> advised.goal().equals(goal))
        .flatMap(advised -> advised.layers().stream())
        .filter(choice -> choice.layer().equals(layer))
        .map(choice -> AdvisedNetworks.words(choice.change()))
        .findFirst();
  }

  private static String sentence(String goal, int column, List<Row> rows, int seeds) {
    List<String> steady =
        rows.stream()
            .filter(row -> row.cells().get(column).steady())
            .map(row -> row.layer() + " (" + row.cells().get(column).choices() + ")")
            .toList();
    return steady.isEmpty()
        ? String.format(
            Locale.ROOT, "With %s no layer gets the same under all %d seeds.", goal, seeds)
        : String.format(
            Locale.ROOT,
            "With %s %d of %d layers get the same under all %d seeds: %s.",
            goal,
            steady.size(),
            rows.size(),
            seeds,
            String.join(", ", steady));
  }
}
