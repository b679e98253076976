package org.orthant.reports.chart;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.orthant.reports.result.Result;
import org.orthant.reports.result.Result.Axis;
import org.orthant.reports.result.Result.Curve;
import org.orthant.reports.result.Result.Distribution;
import org.orthant.reports.result.Result.Joint;
import org.orthant.reports.result.Result.Scalar;
import org.orthant.reports.result.Result.Subject;
import org.orthant.reports.words.Glossary;
import org.orthant.reports.words.Unit;

/**
 * A chart with its words.
 *
 * @param kind how it is drawn: {@code distribution}, {@code curve}, {@code joint}, {@code scatter},
 *     {@code trade-off}, {@code lines} or {@code rows}
 * @param title under what it was measured, with the numbers that sum it up; may be empty
 * @param caption the same in words, for those who cannot see the chart
 * @param rows how many rows it has one below the other; 0 where its height does not depend on them
 * @param drawing what is drawn, as a record that the kind stands for
 * @param table the same in numbers
 */
public record Figure(
    String kind, String title, String caption, int rows, Record drawing, NumberTable table) {

  /** Returns what the script draws. */
  public EmbeddedJson data() {
    return EmbeddedJson.of(drawing);
  }

  /** A figure of a layer's or quantizer's dots against d. */
  public static Figure of(String title, String caption, ScatterData data, NumberTable table) {
    return new Figure("scatter", title, caption, 0, data, table);
  }

  /** A figure of things to choose from. */
  public static Figure of(String title, String caption, TradeOffData data, NumberTable table) {
    return new Figure("trade-off", title, caption, 0, data, table);
  }

  /**
   * Returns the same where it has no more rows of marks, or else the first ones, which the caption
   * says.
   */
  public Figure shortened(int most) {
    if (!(drawing instanceof RowsData all) || all.marks().size() <= most) {
      return this;
    }
    return of(
        title,
        String.format(
            Locale.ROOT,
            "%s The first %d of %d rows; findings.csv has the others.",
            caption,
            most,
            all.marks().size()),
        all.first(most),
        new NumberTable(
            table.heads(), table.rows().subList(0, Math.min(most, table.rows().size()))));
  }

  /** A figure of several lines. */
  public static Figure of(String title, String caption, LinesData data, NumberTable table) {
    return new Figure("lines", title, caption, 0, data, table);
  }

  /** A figure of rows of marks. */
  public static Figure of(String title, String caption, RowsData data, NumberTable table) {
    return new Figure("rows", title, caption, data.marks().size(), data, table);
  }

  /**
   * What the script needs to draw a distribution.
   *
   * @param top the largest share that any figure of the group shows
   * @param beyond what lies to the right of the picture; may be empty
   */
  public record DistributionData(
      Axis axis,
      Range shown,
      double top,
      boolean degrees,
      String label,
      String counted,
      long total,
      List<Long> counts,
      List<Double> reference,
      List<Double> randomPair,
      String beyond) {}

  /**
   * What the script needs to draw a curve.
   *
   * @param logarithmic whether the horizontal axis is
   */
  public record CurveData(
      String labelX,
      String labelY,
      boolean logarithmic,
      List<Double> x,
      List<Double> y,
      List<Double> reference) {}

  /**
   * What the script needs to draw a joint.
   *
   * @param quadrants what to call the quadrants where x and y differ in sign; empty where there are
   *     none
   * @param line height of the least-squares line at the left and at the right edge; may be empty
   */
  public record JointData(
      JointCells cells,
      String labelX,
      String labelY,
      Range shownX,
      Range shownY,
      String quadrants,
      List<Double> line) {}

  public static Figure of(Result result, Distribution distribution, Extent shown) {
    Subject subject = distribution.subject();
    Glossary.Drawing drawing = Glossary.drawing(subject.probe(), subject.metric());
    Unit unit = Glossary.unit(subject.metric());
    long inside = distribution.counts().stream().mapToLong(Long::longValue).sum();
    long total = inside + distribution.outside();
    List<Double> counts = distribution.counts().stream().map(Long::doubleValue).toList();
    StringBuilder caption = new StringBuilder();
    caption.append(String.format(Locale.ROOT, "%s %s", Unit.count(total), drawing.counted()));
    if (inside > 0) {
      caption.append(
          String.format(
              Locale.ROOT,
              "; nine in ten lie between %s and %s, half below %s",
              unit.write(quantile(distribution.axis(), counts, 0.05)),
              unit.write(quantile(distribution.axis(), counts, 0.95)),
              unit.write(quantile(distribution.axis(), counts, 0.5))));
    }
    if (distribution.outside() > 0) {
      caption.append(
          String.format(Locale.ROOT, "; %s beside the axis", Unit.count(distribution.outside())));
    }
    caption.append(". Bars: measured.");
    if (!distribution.reference().isEmpty()) {
      caption.append(
          String.format(Locale.ROOT, " Line: %s.", expectation(result, subject, drawing)));
    }
    Optional<RandomPair> pair = randomPair(result, subject);
    boolean beyond = pair.isPresent() && shown.range().high() < 90 - pair.get().reach();
    pair.ifPresent(
        random ->
            caption.append(
                String.format(
                    Locale.ROOT,
                    " Two random vectors of this d: 90° ± %s in 95 of 100 cases%s.",
                    Unit.DEGREES.write(random.reach()),
                    beyond ? "" : " (dotted)")));
    Distribution drawn = ReadableBins.of(distribution);
    return new Figure(
        "distribution",
        heading(subject),
        caption.toString(),
        0,
        new DistributionData(
            drawn.axis(),
            shown.range(),
            shown.top(),
            unit == Unit.DEGREES,
            drawing.axis(),
            drawing.counted(),
            total,
            drawn.counts(),
            rounded(drawn.reference()),
            beyond ? List.of() : pair.map(random -> density(random, drawn)).orElse(List.of()),
            beyond ? "random pair 90° →" : ""),
        inside == 0 ? NumberTable.NONE : quantiles(distribution, unit));
  }

  /** The null of an angle; nothing for other metrics, or where the layer's d is unknown. */
  private static Optional<RandomPair> randomPair(Result result, Subject subject) {
    return result
        .layer(subject.layer())
        .filter(layer -> layer.dimension() > 1)
        .filter(layer -> subject.probe().equals("angle") && subject.metric().equals("degrees"))
        .map(layer -> new RandomPair(layer.dimension()));
  }

  private static List<Double> density(RandomPair pair, Distribution drawn) {
    Axis axis = drawn.axis();
    return rounded(
        IntStream.range(0, axis.bins())
            .mapToObj(bin -> pair.probability(axis.edge(bin), axis.edge(bin + 1)))
            .toList());
  }

  private static NumberTable quantiles(Distribution distribution, Unit unit) {
    List<Double> counts = distribution.counts().stream().map(Long::doubleValue).toList();
    List<List<String>> rows = new ArrayList<>();
    for (double part : new double[] {0.05, 0.25, 0.5, 0.75, 0.95}) {
      List<String> row = new ArrayList<>();
      row.add(Math.round(100 * part) + " %");
      row.add(unit.write(quantile(distribution.axis(), counts, part)));
      if (!distribution.reference().isEmpty()) {
        row.add(unit.write(quantile(distribution.axis(), distribution.reference(), part)));
      }
      rows.add(List.copyOf(row));
    }
    List<String> heads = List.of("lie below", "measured", "expected");
    return new NumberTable(heads.subList(0, rows.get(0).size()), List.copyOf(rows));
  }

  public static Figure of(Curve curve) {
    List<Double> x = curve.x().values();
    List<Double> y = curve.y().values();
    Glossary.Drawing drawing = Glossary.drawing(curve.subject().probe(), curve.subject().metric());
    StringBuilder caption = new StringBuilder();
    if (x.isEmpty()) {
      caption.append("No points.");
    } else if (!curve.reference().isEmpty()) {
      caption.append(String.format(Locale.ROOT, "Thick: measured. Thin: %s.", drawing.reference()));
    }
    return new Figure(
        "curve",
        heading(curve.subject()),
        caption.toString(),
        0,
        new CurveData(
            curve.x().label(),
            curve.y().label(),
            spansDecades(x),
            rounded(x),
            rounded(y),
            rounded(curve.reference())),
        points(curve));
  }

  /** Whether numbers along an axis are better told apart on a logarithmic one. */
  public static boolean spansDecades(List<Double> x) {
    return x.stream().allMatch(each -> each > 0)
        && x.stream().mapToDouble(Double::doubleValue).max().orElse(1)
            >= 30 * x.stream().mapToDouble(Double::doubleValue).min().orElse(1);
  }

  /** The first four points, then every one twice as far along, and the last. */
  private static NumberTable points(Curve curve) {
    List<Double> x = curve.x().values();
    List<List<String>> rows = new ArrayList<>();
    for (int i = 0; i < x.size(); i++) {
      if (i < 4 || Integer.bitCount(i + 1) == 1 || i == x.size() - 1) {
        List<String> row = new ArrayList<>();
        row.add(place(x.get(i)));
        row.add(Unit.NUMBER.write(curve.y().values().get(i)));
        if (!curve.reference().isEmpty()) {
          row.add(Unit.NUMBER.write(curve.reference().get(i)));
        }
        rows.add(List.copyOf(row));
      }
    }
    return new NumberTable(
        curve.reference().isEmpty()
            ? List.of(curve.x().label(), curve.y().label())
            : List.of(curve.x().label(), curve.y().label(), "expected"),
        List.copyOf(rows));
  }

  public static Figure of(Result result, Joint joint) {
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
    JointCells cells = JointCells.of(joint);
    long total = joint.counts().stream().flatMap(List::stream).mapToLong(Long::longValue).sum();
    String quadrants = flips.isPresent() ? "sign flip" : "signs differ";
    boolean shaded = inner(joint.x().axis()) && inner(joint.y().axis());
    Range shownX = Range.aroundX(joint);
    Optional<Scalar> slope =
        result.finding(subject, "slope").filter(each -> Double.isFinite(each.value()));
    return new Figure(
        "joint",
        title,
        String.format(
            Locale.ROOT,
            "%s pairs of %s (across) and %s (up). Colour: pairs in a cell, on a logarithmic scale, up to %s.%s%s",
            Unit.count(total),
            joint.x().label(),
            joint.y().label(),
            Unit.count(cells.most()),
            shaded ? " Shaded: the quadrants where the signs differ." : "",
            slope
                .map(each -> " Line: least squares, slope " + Unit.NUMBER.write(each.value()) + ".")
                .orElse("")),
        0,
        new JointData(
            cells,
            joint.x().label(),
            joint.y().label(),
            shownX,
            Range.aroundY(joint),
            shaded ? quadrants : "",
            slope
                .filter(each -> total > 0)
                .map(each -> line(joint, total, each.value(), shownX))
                .orElse(List.of())),
        numbers(result, subject));
  }

  /** Through the means, which are those of the bins' middles. */
  private static List<Double> line(Joint joint, long total, double slope, Range shown) {
    double x = 0;
    double y = 0;
    for (int row = 0; row < joint.counts().size(); row++) {
      for (int column = 0; column < joint.counts().get(row).size(); column++) {
        double share = (double) joint.counts().get(row).get(column) / total;
        x += share * joint.x().axis().edge(column);
        y += share * joint.y().axis().edge(row);
      }
    }
    double meanX = x + joint.x().axis().width() / 2;
    double meanY = y + joint.y().axis().width() / 2;
    return rounded(
        List.of(meanY + slope * (shown.low() - meanX), meanY + slope * (shown.high() - meanX)));
  }

  /** Returns what else was found of a joint's products. */
  private static NumberTable numbers(Result result, Subject subject) {
    List<List<String>> rows = new ArrayList<>();
    for (String metric :
        List.of("pearson-r", "slope", "sign-flip-fraction", "zero-fraction", "filter-r-median")) {
      result
          .finding(subject, metric)
          .ifPresent(
              finding ->
                  rows.add(
                      List.of(
                          Glossary.term(subject.probe(), metric).label(),
                          Unit.NUMBER.write(finding.value()),
                          Unit.NUMBER.interval(finding.low(), finding.high()),
                          finding.expected().isPresent()
                              ? Unit.NUMBER.write(finding.expected().getAsDouble())
                              : "")));
    }
    return new NumberTable(List.of("metric", "value", "95 % interval", "expected"), rows);
  }

  private static String place(double x) {
    return Unit.COUNT.write(x);
  }

  private static String heading(Subject subject) {
    return Stream.of(subject.quantizer(), subject.change())
        .flatMap(Optional::stream)
        .collect(Collectors.joining(", "));
  }

  private static String expectation(Result result, Subject subject, Glossary.Drawing drawing) {
    return result
        .layer(subject.layer())
        .map(
            layer ->
                drawing
                    .reference()
                    .replace("the layer's d", "d = " + Unit.count(layer.dimension())))
        .orElse(drawing.reference());
  }

  /**
   * The value below which that part of the values on the axis lies: linear within a bin, and no
   * finer than a twentieth of one.
   */
  private static double quantile(Axis axis, List<Double> weights, double part) {
    double wanted = part * weights.stream().mapToDouble(Double::doubleValue).sum();
    double before = 0;
    double value = Double.NaN;
    for (int bin = 0; bin < axis.bins() && Double.isNaN(value); bin++) {
      double weight = weights.get(bin);
      if (weight > 0 && before + weight >= wanted) {
        double step = (axis.edge(bin + 1) - axis.edge(bin)) / 20;
        value = Math.rint((axis.edge(bin) + 20 * step * (wanted - before) / weight) / step) * step;
      }
      before += weight;
    }
    return value;
  }

  private static boolean inner(Axis axis) {
    return axis.low() < 0 && axis.high() > 0;
  }

  /** Enough digits for a picture; nothing where some are beyond what a double holds. */
  private static List<Double> rounded(List<Double> values) {
    return values.stream().allMatch(Double::isFinite)
        ? values.stream().map(Figure::rounded).toList()
        : List.of();
  }

  /** The number itself where it would be rounded to infinity. */
  private static double rounded(double value) {
    double rounded = new BigDecimal(value).round(new MathContext(5)).doubleValue();
    return Double.isFinite(rounded) ? rounded : value;
  }
}
