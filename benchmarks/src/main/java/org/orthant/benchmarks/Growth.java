package org.orthant.benchmarks;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.Collectors;

/** How the time of a run of Orthant's grows with images and with quantizers. */
final class Growth implements Chapter {
  /** How often each run is made; the fastest counts, as in {@link Analyses}. */
  private static final int ROUNDS = 3;

  private static final List<Integer> IMAGES = List.of(1_000, 2_000, 4_000);
  private static final List<Integer> PREDICTED = List.of(10_000, 20_000, 40_000);
  private static final int IMAGES_OF_QUANTIZERS = 500;

  private static final List<String> QUANTIZERS =
      List.of(
          "binary: binary",
          "scaled: scaled-binary",
          "ternary: ternary",
          "rotated: {gbt: {quantizer: binary, rotation: block-hadamard}}");

  /** What to run. */
  private record Size(String name, int images, String config, List<String> changes) {}

  /**
   * What one size took.
   *
   * @param seconds of each of its runs that succeeded, at least one
   */
  record Timed(String name, int images, List<Double> seconds) {
    double fastest() {
      return Collections.min(seconds);
    }

    private String each() {
      return seconds.stream().map(Unit.SECONDS::text).collect(Collectors.joining(", "));
    }

    private String timesAsLongAs(Timed other) {
      return String.format(Locale.ROOT, "%.2f", fastest() / other.fastest());
    }
  }

  @Override
  public List<String> measured(Settings settings, Session session) {
    List<String> lines = new ArrayList<>(List.of("## More images", ""));
    lines.add(
        String.format(
            Locale.ROOT, "The fastest of %d runs counts for each size, taken in turns.", ROUNDS));
    lines.add("");
    lines.addAll(imagesTable(time(moreImages(settings), settings, session)));
    lines.add("");
    lines.addAll(imagesTable(time(morePredictions(settings), settings, session)));
    lines.addAll(List.of("", "## Further quantizers", ""));
    lines.add(
        String.format(
            Locale.ROOT,
            "One after the other: %s. The fastest of %d runs counts for each number of them.",
            String.join(", ", QUANTIZERS),
            ROUNDS));
    lines.add("");
    lines.addAll(quantizersTable(time(furtherQuantizers(settings), settings, session)));
    return lines;
  }

  private static List<Size> moreImages(Settings settings) {
    return sizes("dot-product", IMAGES, Growth::changes, settings);
  }

  private static List<Size> morePredictions(Settings settings) {
    return sizes(
        "inference",
        PREDICTED,
        images ->
            List.of(
                String.format(Locale.ROOT, "dataset={noise: {test: %d}}", images),
                "probes.accuracy.images=" + images),
        settings);
  }

  private static List<Size> sizes(
      String work, List<Integer> full, IntFunction<List<String>> changes, Settings settings) {
    return full.stream()
        .map(settings::images)
        .map(
            images ->
                new Size(
                    String.format(Locale.ROOT, "%s, %,d images", work, images),
                    images,
                    work + ".yaml",
                    changes.apply(images)))
        .toList();
  }

  private static List<Size> furtherQuantizers(Settings settings) {
    List<Size> sizes = new ArrayList<>();
    int images = settings.images(IMAGES_OF_QUANTIZERS);
    for (int count = 1; count <= QUANTIZERS.size(); count++) {
      String name =
          String.format(Locale.ROOT, "dot-product, %,d images, quantizers: %d", images, count);
      List<String> changes = new ArrayList<>(changes(images));
      changes.add(
          String.format(
              Locale.ROOT, "quantizers={%s}", String.join(", ", QUANTIZERS.subList(0, count))));
      sizes.add(new Size(name, images, "further-quantizers.yaml", changes));
    }
    return sizes;
  }

  private static List<String> changes(int images) {
    return List.of("probes.dot-product.images=" + images);
  }

  /** In turns, so that a slow minute of the machine falls on all sizes. */
  private static List<Timed> time(List<Size> sizes, Settings settings, Session session) {
    Map<Size, List<Double>> seconds = new LinkedHashMap<>();
    for (int round = 0; round < ROUNDS; round++) {
      for (Size size : sizes) {
        session
            .measure(
                "orthant " + size.name(),
                () ->
                    OrthantRun.of(
                        settings.config(size.config()),
                        size.changes(),
                        settings.work().resolve("growth")))
            .ifPresent(
                run ->
                    seconds.computeIfAbsent(size, first -> new ArrayList<>()).add(run.seconds()));
      }
    }
    return seconds.entrySet().stream()
        .map(entry -> new Timed(entry.getKey().name(), entry.getKey().images(), entry.getValue()))
        .toList();
  }

  /** Each size beside the one before it. */
  static List<String> imagesTable(List<Timed> sizes) {
    List<List<String>> rows = new ArrayList<>();
    for (int i = 0; i < sizes.size(); i++) {
      Timed size = sizes.get(i);
      List<String> row = new ArrayList<>(List.of(size.name(), Unit.SECONDS.text(size.fastest())));
      if (i == 0) {
        row.addAll(List.of(Markdown.NONE, Markdown.NONE));
      } else {
        Timed before = sizes.get(i - 1);
        double further = (size.fastest() - before.fastest()) / (size.images() - before.images());
        row.addAll(
            List.of(size.timesAsLongAs(before), Unit.MILLISECONDS_PER_IMAGE.text(1e3 * further)));
      }
      row.add(size.each());
      rows.add(row);
    }
    return Markdown.table(
        List.of("run", "time", "times the one before", "each further image", "each of its runs"),
        rows);
  }

  private static List<String> quantizersTable(List<Timed> sizes) {
    return Markdown.table(
        List.of("run", "time", "times the first", "each of its runs"),
        sizes.stream()
            .map(
                size ->
                    List.of(
                        size.name(),
                        Unit.SECONDS.text(size.fastest()),
                        size.timesAsLongAs(sizes.get(0)),
                        size.each()))
            .toList());
  }
}
