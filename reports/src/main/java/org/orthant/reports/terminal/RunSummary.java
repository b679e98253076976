package org.orthant.reports.terminal;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.orthant.reports.glance.AccuracyStrip;
import org.orthant.reports.glance.AccuracyStrip.Step;
import org.orthant.reports.glance.Glance;
import org.orthant.reports.glance.WorstLayers;
import org.orthant.reports.result.Result;
import org.orthant.reports.words.Columns;
import org.orthant.reports.words.PlainText;

/** The first screen of a run's page in a few lines: accuracy, worst layers, advice. */
public final class RunSummary {
  private static final int MOST_LAYERS = 6;
  private static final int LONGEST_NAME = 24;
  private static final int LONGEST_STEP = 32;

  private static final int GAP = 2;

  private RunSummary() {}

  /** What stands beside a title. */
  private record Block(String title, List<String> lines) {}

  /** The lines; none for a result that measured nothing of the kind. */
  public static List<String> lines(Result result) {
    Glance glance = Glance.of(result);
    List<Block> blocks = new ArrayList<>();
    glance.accuracy().ifPresent(strip -> blocks.add(new Block(title(strip), steps(strip))));
    WorstLayers layers = WorstLayers.of(result);
    if (!layers.rows().isEmpty()) {
      blocks.add(new Block("Worst first", table(layers)));
    }
    glance
        .sentences()
        .forEach(sentence -> blocks.add(new Block(sentence.question(), List.of(sentence.text()))));
    int margin = GAP + blocks.stream().mapToInt(block -> block.title().length()).max().orElse(0);
    return blocks.stream().flatMap(block -> beside(block, margin)).toList();
  }

  private static Stream<String> beside(Block block, int margin) {
    return IntStream.range(0, block.lines().size())
        .mapToObj(
            i ->
                Columns.padded(i == 0 ? block.title() : "", margin)
                    + PlainText.of(block.lines().get(i)))
        .flatMap(line -> Columns.wrapped(line, margin).stream());
  }

  private static String title(AccuracyStrip strip) {
    return strip.question().startsWith("Accuracy") ? "Accuracy" : "Same class";
  }

  /** A line for each, and what else must be said of it on another. */
  private static List<String> steps(AccuracyStrip strip) {
    List<String> rows =
        Columns.aligned(
            strip.steps().stream()
                .map(
                    step ->
                        List.of(
                            plain(step.title(), LONGEST_STEP),
                            step.value().isEmpty() ? "–" : step.value(),
                            step.value().isEmpty() ? "not measured" : interval(step),
                            step.change()))
                .toList());
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      lines.add(rows.get(i));
      Step step = strip.steps().get(i);
      if (!step.value().isEmpty() && !remark(step).isEmpty()) {
        lines.add("  " + remark(step));
      }
    }
    return lines;
  }

  private static String interval(Step step) {
    return step.note().startsWith("[") ? step.note().substring(0, end(step)) : "";
  }

  private static String remark(Step step) {
    return step.note().startsWith("[")
        ? step.note().substring(end(step)).replaceFirst("^; ", "")
        : step.note();
  }

  private static int end(Step step) {
    return step.note().indexOf(']') + 1;
  }

  private static List<String> table(WorstLayers layers) {
    Stream<List<String>> head = Stream.of(List.of("layer", "quantizer", "grade", layers.effect()));
    Stream<List<String>> rows =
        layers.rows().stream()
            .limit(MOST_LAYERS)
            .map(
                row ->
                    List.of(
                        Columns.end(PlainText.of(row.layer()), LONGEST_NAME),
                        plain(row.quantizer(), LONGEST_NAME),
                        row.grade().label(),
                        row.effect().isEmpty()
                            ? "not measured"
                            : row.effect() + " " + row.interval()));
    List<String> lines = new ArrayList<>(Columns.aligned(Stream.concat(head, rows).toList()));
    if (layers.rows().size() > MOST_LAYERS) {
      lines.add(String.format(Locale.ROOT, "and %d more", layers.rows().size() - MOST_LAYERS));
    }
    return lines;
  }

  private static String plain(String name, int longest) {
    return Columns.cut(PlainText.of(name), longest);
  }
}
