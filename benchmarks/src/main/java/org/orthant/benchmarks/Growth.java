package org.orthant.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** How the time of a run of Orthant's grows with images and with quantizers. */
final class Growth implements Chapter {
  private static final List<Integer> IMAGES = List.of(500, 1_000, 2_000);
  private static final int IMAGES_OF_QUANTIZERS = 500;

  private static final List<String> QUANTIZERS =
      List.of(
          "binary: binary",
          "scaled: scaled-binary",
          "ternary: ternary",
          "rotated: {gbt: {quantizer: binary, rotation: block-hadamard}}");

  @Override
  public List<String> measured(Settings settings, Session session) {
    List<List<String>> rows = new ArrayList<>();
    for (int full : IMAGES) {
      int images = settings.images(full);
      rows.addAll(
          row(
              "dot-product, %,d images".formatted(images),
              "dot-product.yaml",
              List.of("probes.dot-product.images=" + images),
              settings,
              session));
    }
    List<String> lines = new ArrayList<>(List.of("## More images", ""));
    lines.addAll(table(rows));
    rows.clear();
    int images = settings.images(IMAGES_OF_QUANTIZERS);
    for (int count = 1; count <= QUANTIZERS.size(); count++) {
      rows.addAll(
          row(
              "dot-product, %,d images, %d of the quantizers".formatted(images, count),
              "further-quantizers.yaml",
              List.of(
                  "probes.dot-product.images=" + images,
                  "quantizers={%s}".formatted(String.join(", ", QUANTIZERS.subList(0, count)))),
              settings,
              session));
    }
    lines.addAll(List.of("", "## Further quantizers", ""));
    lines.add("One after the other: " + String.join(", ", QUANTIZERS) + ".");
    lines.add("");
    lines.addAll(table(rows));
    return lines;
  }

  private static List<List<String>> row(
      String text, String config, List<String> changes, Settings settings, Session session) {
    return session
        .measure(
            "orthant " + text,
            () ->
                OrthantRun.of(settings.config(config), changes, settings.work().resolve("growth")))
        .map(run -> List.of(text, Double.toString(run.seconds())))
        .stream()
        .toList();
  }

  private static List<String> table(List<List<String>> rows) {
    List<List<String>> withRatios = new ArrayList<>();
    for (List<String> row : rows) {
      double seconds = Double.parseDouble(row.get(1));
      double first = Double.parseDouble(rows.get(0).get(1));
      withRatios.add(
          List.of(
              row.get(0),
              Unit.SECONDS.text(seconds),
              String.format(Locale.ROOT, "%.2f", seconds / first)));
    }
    return Markdown.table(List.of("run", "seconds", "times the first"), withRatios);
  }
}
