package org.orthant.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** How the time of a run of Orthant's grows with images and with quantizers. */
final class Growth implements Chapter {
  private static final List<Integer> IMAGES = List.of(1_000, 2_000, 4_000);
  private static final int IMAGES_OF_QUANTIZERS = 500;

  private static final List<String> QUANTIZERS =
      List.of(
          "binary: binary",
          "scaled: scaled-binary",
          "ternary: ternary",
          "rotated: {gbt: {quantizer: binary, rotation: block-hadamard}}");

  /** A run that succeeded. */
  private record Timed(String run, int images, double seconds) {}

  @Override
  public List<String> measured(Settings settings, Session session) {
    List<String> lines = new ArrayList<>(List.of("## More images", ""));
    lines.addAll(imagesTable(withMoreImages(settings, session)));
    lines.addAll(List.of("", "## Further quantizers", ""));
    lines.add("One after the other: " + String.join(", ", QUANTIZERS) + ".");
    lines.add("");
    lines.addAll(quantizersTable(withFurtherQuantizers(settings, session)));
    return lines;
  }

  private static List<Timed> withMoreImages(Settings settings, Session session) {
    List<Timed> runs = new ArrayList<>();
    for (int full : IMAGES) {
      int images = settings.images(full);
      String run = String.format(Locale.ROOT, "dot-product, %,d images", images);
      time(run, images, "dot-product.yaml", changes(images), settings, session)
          .ifPresent(runs::add);
    }
    return runs;
  }

  private static List<Timed> withFurtherQuantizers(Settings settings, Session session) {
    List<Timed> runs = new ArrayList<>();
    int images = settings.images(IMAGES_OF_QUANTIZERS);
    for (int count = 1; count <= QUANTIZERS.size(); count++) {
      String run =
          String.format(Locale.ROOT, "dot-product, %,d images, quantizers: %d", images, count);
      List<String> changes = new ArrayList<>(changes(images));
      changes.add("quantizers={%s}".formatted(String.join(", ", QUANTIZERS.subList(0, count))));
      time(run, images, "further-quantizers.yaml", changes, settings, session).ifPresent(runs::add);
    }
    return runs;
  }

  private static List<String> changes(int images) {
    return List.of("probes.dot-product.images=" + images);
  }

  private static Optional<Timed> time(
      String run,
      int images,
      String config,
      List<String> changes,
      Settings settings,
      Session session) {
    return session
        .measure(
            "orthant " + run,
            () ->
                OrthantRun.of(settings.config(config), changes, settings.work().resolve("growth")))
        .map(timed -> new Timed(run, images, timed.seconds()));
  }

  private static List<String> imagesTable(List<Timed> runs) {
    List<List<String>> rows = new ArrayList<>();
    for (int i = 0; i < runs.size(); i++) {
      Timed run = runs.get(i);
      List<String> row = new ArrayList<>(List.of(run.run(), Unit.SECONDS.text(run.seconds())));
      if (i == 0) {
        row.addAll(List.of(Markdown.NONE, Markdown.NONE));
      } else {
        Timed before = runs.get(i - 1);
        double further = (run.seconds() - before.seconds()) / (run.images() - before.images());
        row.addAll(List.of(ratio(run, before), Unit.SECONDS.text(1_000 * further)));
      }
      rows.add(row);
    }
    return Markdown.table(
        List.of("run", "time", "times the one before", "each further 1,000 images"), rows);
  }

  private static List<String> quantizersTable(List<Timed> runs) {
    return Markdown.table(
        List.of("run", "time", "times the first"),
        runs.stream()
            .map(
                run ->
                    List.of(run.run(), Unit.SECONDS.text(run.seconds()), ratio(run, runs.get(0))))
            .toList());
  }

  private static String ratio(Timed run, Timed other) {
    return String.format(Locale.ROOT, "%.2f", run.seconds() / other.seconds());
  }
}
