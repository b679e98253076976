package org.orthant.framework.cli;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.orthant.api.finding.Plural;
import org.orthant.api.inspection.InspectedLayer;
import org.orthant.api.inspection.Inspection;
import org.orthant.api.model.Extent;
import org.orthant.api.model.LayerKind;
import org.orthant.api.model.LayerShape;

/** An inspection as lines for a terminal. */
record InspectionText(PrintStream out) {
  private static final int WIDEST = 60;
  private static final String NONE = "–";

  private static final List<Column> COLUMNS =
      List.of(
          new Column("layer", false, InspectedLayer::name),
          new Column("kind", false, InspectionText::kind),
          new Column("kernel", false, layer -> side(layer.window().kernel())),
          new Column("stride", false, layer -> side(layer.window().stride())),
          new Column("input", false, layer -> layer.shape().map(s -> s.input() + "").orElse("?")),
          new Column("output", false, layer -> layer.shape().map(s -> s.output() + "").orElse("?")),
          new Column("d", true, layer -> String.valueOf(layer.dimension())),
          new Column("weights", true, layer -> count(layer.weights())),
          new Column("values", false, InspectedLayer::values),
          new Column("quantizer", false, layer -> layer.weightQuantizer().orElse(NONE)),
          new Column("inputs quantized", false, layer -> layer.inputQuantizer().orElse(NONE)),
          new Column("behind it", false, InspectedLayer::norm));

  /** A column of the table. */
  private record Column(String title, boolean isNumber, Function<InspectedLayer, String> cell) {

    int width(List<InspectedLayer> layers) {
      int widest = layers.stream().mapToInt(layer -> length(cell.apply(layer))).max().orElse(0);
      return Math.min(WIDEST, Math.max(title.length(), widest));
    }

    private static int length(String text) {
      return text.codePointCount(0, text.length());
    }

    String padded(String text, int width) {
      String space = " ".repeat(Math.max(0, width - length(text)));
      return isNumber ? space + text : text + space;
    }
  }

  void print(Path file, Inspection inspection) {
    out.printf(Locale.ROOT, "%s%n%s%n", file, inspection.format());
    out.printf(
        Locale.ROOT,
        "%s of %s, %s → %s%n%n",
        Plural.of(inspection.layers().size(), "layer", "layers"),
        Plural.of(inspection.nodes(), "operator", "operators"),
        inspection.input().map(Object::toString).orElse("unknown image"),
        inspection.classes().map(classes -> classes + " scores").orElse("unknown scores"));
    table(inspection.layers());
    long weights = inspection.layers().stream().mapToLong(InspectedLayer::weights).sum();
    out.printf(Locale.ROOT, "%nweights in all: %s%n", count(weights));
    if (!inspection.dropped().isEmpty()) {
      out.println("dropped: " + String.join(", ", inspection.dropped()));
    }
    if (!inspection.unsupported().isEmpty()) {
      out.println("not supported:");
      inspection.unsupported().forEach(each -> out.println("  " + each));
    }
  }

  private void table(List<InspectedLayer> layers) {
    StringBuilder head = new StringBuilder();
    for (Column column : COLUMNS) {
      head.append(column.padded(column.title(), column.width(layers))).append("  ");
    }
    out.println(head.toString().stripTrailing());
    for (InspectedLayer layer : layers) {
      StringBuilder row = new StringBuilder();
      for (Column column : COLUMNS) {
        row.append(column.padded(column.cell().apply(layer), column.width(layers))).append("  ");
      }
      out.println(row.toString().stripTrailing());
    }
  }

  private static String kind(InspectedLayer layer) {
    return layer
        .shape()
        .map(InspectionText::kind)
        .orElseGet(() -> layer.window().kernel().area() > 1 ? "convolution" : "layer");
  }

  private static String kind(LayerShape shape) {
    if (shape.kind() == LayerKind.DENSE) {
      return "dense";
    } else if (shape.groups() == 1) {
      return "convolution";
    }
    return shape.channelsPerGroup() == 1 ? "depthwise" : shape.groups() + " groups";
  }

  private static String side(Extent extent) {
    return extent.height() == extent.width() && extent.height() == 1 ? "1" : extent.toString();
  }

  private static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }
}
