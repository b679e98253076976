package org.orthant.reports;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.orthant.reports.Result.Axis;
import org.orthant.reports.Result.Curve;
import org.orthant.reports.Result.Distribution;
import org.orthant.reports.Result.Joint;
import org.orthant.reports.Result.Scalar;
import org.orthant.reports.Result.Subject;

/**
 * A chart with its words.
 *
 * @param kind how it is drawn: {@code distribution}, {@code curve} or {@code joint}
 * @param title under what it was measured, with the numbers that sum it up; may be empty
 * @param caption the same in words, for those who cannot see the chart
 * @param data what the script draws
 */
record Figure(String kind, String title, String caption, EmbeddedJson data) {

  /** What the script needs to draw a distribution. */
  record DistributionData(
      Axis axis,
      Range shown,
      boolean degrees,
      String label,
      String counted,
      long total,
      List<Long> counts,
      List<Double> reference) {}

  /** What the script needs to draw a curve. */
  record CurveData(
      String labelX, String labelY, List<Double> x, List<Double> y, List<Double> reference) {}

  /**
   * What the script needs to draw a joint.
   *
   * @param cells x, y and count of each bin that is not empty
   * @param quadrants what to call the quadrants where x and y differ in sign
   */
  record JointData(
      Axis x,
      Axis y,
      String labelX,
      String labelY,
      Range shownX,
      Range shownY,
      long most,
      String quadrants,
      List<Cell> cells) {}

  @JsonFormat(shape = JsonFormat.Shape.ARRAY)
  @JsonPropertyOrder({"x", "y", "count"})
  record Cell(int x, int y, long count) {}

  static Figure of(Result result, Distribution distribution, Range shown) {
    Subject subject = distribution.subject();
    Glossary.Drawing drawing = Glossary.drawing(subject.probe(), subject.metric());
    Unit unit = Glossary.unit(subject.metric());
    long inside = distribution.counts().stream().mapToLong(Long::longValue).sum();
    long total = inside + distribution.outside();
    StringBuilder caption = new StringBuilder();
    caption.append("%s %s".formatted(Unit.count(total), drawing.counted()));
    if (inside > 0) {
      caption.append(
          "; nine in ten lie between %s and %s, half below %s"
              .formatted(
                  unit.write(quantile(distribution, inside, 0.05)),
                  unit.write(quantile(distribution, inside, 0.95)),
                  unit.write(quantile(distribution, inside, 0.5))));
    }
    if (distribution.outside() > 0) {
      caption.append("; %s beside the axis".formatted(Unit.count(distribution.outside())));
    }
    caption.append(". Bars: measured.");
    if (!distribution.reference().isEmpty()) {
      caption.append(" Line: %s.".formatted(expectation(result, subject, drawing)));
    }
    Distribution drawn = ReadableBins.of(distribution);
    return new Figure(
        "distribution",
        heading(subject),
        caption.toString(),
        EmbeddedJson.of(
            new DistributionData(
                drawn.axis(),
                shown,
                unit == Unit.DEGREES,
                drawing.axis(),
                drawing.counted(),
                total,
                drawn.counts(),
                drawn.reference())));
  }

  static Figure of(Curve curve) {
    List<Double> x = curve.x().values();
    List<Double> y = curve.y().values();
    StringBuilder caption = new StringBuilder();
    if (x.isEmpty()) {
      caption.append("No points.");
    } else {
      int last = x.size() - 1;
      caption.append(
          "From %s at %s to %s at %s (%s, against %s)."
              .formatted(
                  Unit.NUMBER.write(y.get(0)),
                  place(x.get(0)),
                  Unit.NUMBER.write(y.get(last)),
                  place(x.get(last)),
                  curve.y().label(),
                  curve.x().label()));
    }
    if (!curve.reference().isEmpty()) {
      caption.append(
          " Thin line: %s."
              .formatted(
                  Glossary.drawing(curve.subject().probe(), curve.subject().metric()).reference()));
    }
    return new Figure(
        "curve",
        heading(curve.subject()),
        caption.toString(),
        EmbeddedJson.of(
            new CurveData(curve.x().label(), curve.y().label(), x, y, curve.reference())));
  }

  static Figure of(Result result, Joint joint) {
    Subject subject = joint.subject();
    Optional<Scalar> correlation = result.finding(subject, "pearson-r");
    Optional<Scalar> flips = result.finding(subject, "sign-flip-fraction");
    String title =
        Stream.of(
                heading(subject),
                correlation.map(r -> "r = " + Unit.NUMBER.write(r.value())).orElse(""),
                flips.map(f -> "sign flips " + Unit.NUMBER.write(f.value())).orElse(""))
            .filter(part -> !part.isEmpty())
            .collect(Collectors.joining(", "));
    List<Cell> cells = cells(joint);
    long total = cells.stream().mapToLong(Cell::count).sum();
    long most = cells.stream().mapToLong(Cell::count).max().orElse(0);
    String quadrants = flips.isPresent() ? "sign flip" : "signs differ";
    boolean shaded = inner(joint.x().axis()) && inner(joint.y().axis());
    return new Figure(
        "joint",
        title,
        "%s pairs of %s (across) and %s (up). Colour: pairs in a cell, on a logarithmic scale, up to %s.%s"
            .formatted(
                Unit.count(total),
                joint.x().label(),
                joint.y().label(),
                Unit.count(most),
                shaded ? " Shaded: the quadrants where the signs differ." : ""),
        EmbeddedJson.of(
            new JointData(
                joint.x().axis(),
                joint.y().axis(),
                joint.x().label(),
                joint.y().label(),
                Range.aroundX(joint),
                Range.aroundY(joint),
                most,
                shaded ? quadrants : "",
                cells)));
  }

  private static String place(double x) {
    return x == Math.rint(x) ? Unit.count((long) x) : Unit.NUMBER.write(x);
  }

  private static String heading(Subject subject) {
    return Stream.of(subject.quantizer(), subject.change())
        .flatMap(Optional::stream)
        .collect(Collectors.joining(", "));
  }

  private static String expectation(Result result, Subject subject, Glossary.Drawing drawing) {
    return result.layers().stream()
        .filter(layer -> layer.name().equals(subject.layer()))
        .map(
            layer ->
                drawing
                    .reference()
                    .replace("the layer's d", "d = " + Unit.count(layer.dimension())))
        .findFirst()
        .orElse(drawing.reference());
  }

  /**
   * The value below which that part of the values on the axis lies: linear within a bin, and no
   * finer than a twentieth of one.
   */
  private static double quantile(Distribution distribution, long inside, double part) {
    double wanted = part * inside;
    Axis axis = distribution.axis();
    long before = 0;
    for (int bin = 0; bin < axis.bins(); bin++) {
      long count = distribution.counts().get(bin);
      if (count > 0 && before + count >= wanted) {
        double step = (axis.edge(bin + 1) - axis.edge(bin)) / 20;
        double value = axis.edge(bin) + 20 * step * (wanted - before) / count;
        return Math.rint(value / step) * step;
      }
      before += count;
    }
    throw new IllegalStateException("no value lies on the axis");
  }

  private static boolean inner(Axis axis) {
    return axis.low() < 0 && axis.high() > 0;
  }

  private static List<Cell> cells(Joint joint) {
    List<Cell> cells = new ArrayList<>();
    for (int y = 0; y < joint.counts().size(); y++) {
      for (int x = 0; x < joint.counts().get(y).size(); x++) {
        long count = joint.counts().get(y).get(x);
        if (count > 0) {
          cells.add(new Cell(x, y, count));
        }
      }
    }
    return cells;
  }
}
