package org.orthant.reports.figure;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.orthant.reports.across.AcrossLayers;
import org.orthant.reports.chart.Figure;
import org.orthant.reports.result.Result;
import org.orthant.reports.result.Result.Distribution;
import org.orthant.reports.result.Result.Joint;
import org.orthant.reports.result.Result.Layer;
import org.orthant.reports.result.Result.Scalar;
import org.orthant.reports.result.Result.Subject;
import org.orthant.reports.words.Unit;

/**
 * The paper's figures of measurements, as far as a result has what they show.
 *
 * <p>Source: Anderson and Berg, "The High-Dimensional Geometry of Binary Neural Networks", arXiv
 * 1705.07199, as numbered at ICLR 2018.
 */
final class PaperFigures {
  private static final String GAUSSIAN = "random-vectors";
  private static final String ANGLE = "angle between wᶜ and wᵇ";
  private static final int PANELS = 3;

  private final Result result;
  private final boolean isGaussian;
  private final List<FigureFile> files = new ArrayList<>();
  private final List<String> missing = new ArrayList<>();

  private PaperFigures(Result result) {
    this.result = result;
    this.isGaussian = result.network().equals(GAUSSIAN);
  }

  /**
   * What there is.
   *
   * @param missing a line for each figure that the result cannot give, and what would
   */
  record Found(List<FigureFile> files, List<String> missing) {}

  static Found of(Result result) {
    PaperFigures figures = new PaperFigures(result);
    figures.twoA();
    figures.twoB();
    figures.twoC();
    figures.twoD();
    figures.three();
    figures.four();
    figures.five();
    figures.six();
    figures.seven();
    return new Found(List.copyOf(figures.files), List.copyOf(figures.missing));
  }

  private void add(String name, Sheet sheet) {
    files.add(FigureFile.of(name, sheet));
  }

  private void lacks(String name, String what) {
    missing.add(name + ": needs " + what);
  }

  private Optional<String> quantizer(String plugin) {
    return result.quantizers().stream()
        .filter(quantizer -> quantizer.plugin().equals(plugin))
        .map(Result.Quantizer::name)
        .findFirst();
  }

  /** In the network's order. */
  private List<Distribution> distributions(
      String probe, Optional<String> quantizer, String metric, Predicate<String> layers) {
    return result.layers().stream()
        .map(Layer::name)
        .filter(layers)
        .flatMap(layer -> result.distributionsOf(layer).stream())
        .filter(each -> each.subject().probe().equals(probe))
        .filter(each -> each.subject().metric().equals(metric))
        .filter(each -> each.subject().quantizer().equals(quantizer))
        .filter(each -> each.counts().stream().anyMatch(count -> count > 0))
        .toList();
  }

  private List<Distribution> angles(Optional<String> quantizer, Predicate<String> layers) {
    return quantizer.isEmpty() ? List.of() : distributions("angle", quantizer, "degrees", layers);
  }

  private long dimension(Distribution distribution) {
    return result.layer(distribution.subject().layer()).map(Layer::dimension).orElse(0L);
  }

  private String named(Distribution distribution) {
    return String.format(
        Locale.ROOT, "%s, d = %d", distribution.subject().layer(), dimension(distribution));
  }

  private void twoA() {
    List<Distribution> angles =
        isGaussian
            ? angles(quantizer("binary"), layer -> layer.startsWith("isotropic-"))
            : List.of();
    if (angles.isEmpty()) {
      lacks("fig2a", "the probe angle on the network random-vectors, as in configs/theory.yaml");
      return;
    }
    List<Density> densities = new ArrayList<>();
    for (int i = 0; i < angles.size(); i++) {
      long d = dimension(angles.get(i));
      if (d > 1) {
        String dashes = List.of("", "5 2", "2 2", "6 2 1.5 2").get(i % 4);
        densities.add(
            Density.randomPair("random pair, d = " + d, d, new Pen(Palette.RANDOM, 1.2, dashes)));
        densities.add(
            Density.measured(
                "binarized, d = " + d, angles.get(i), new Pen(Palette.BINARIZED, 1.2, dashes)));
      }
    }
    double most =
        densities.stream()
            .mapToDouble(Density::most)
            .sorted()
            .skip(densities.size() / 2)
            .findFirst()
            .orElse(1);
    add(
        "fig2a",
        Sheet.of(
            "Angles of random vectors",
            "Between two of them, and between one and its binarization; the highest peaks are cut off.",
            new DensitiesDrawing("angle", "°", densities, 0, 180, 2.2 * most, List.of())));
  }

  private Optional<Sheet> layers(String title, String label, String unit, List<Distribution> of) {
    if (of.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        Sheet.of(
            title,
            "Densities over the filters of each layer. Dashed: expected.",
            DensitiesDrawing.of(label, unit, densities(of))));
  }

  private List<Density> densities(List<Distribution> of) {
    List<Density> densities = new ArrayList<>();
    Map<Long, Density> expected = new TreeMap<>();
    for (int i = 0; i < of.size(); i++) {
      densities.add(Density.measured(named(of.get(i)), of.get(i), Pen.of(i)));
      if (!of.get(i).reference().isEmpty()) {
        expected.putIfAbsent(
            dimension(of.get(i)), Density.expected("Gaussian vectors", of.get(i), EXPECTED));
      }
    }
    densities.addAll(expected.values());
    return densities;
  }

  private static final Pen EXPECTED = new Pen(Palette.INK, 0.8, "3 2");

  private List<Distribution> binaryAngles() {
    return isGaussian ? List.of() : angles(quantizer("binary"), layer -> true);
  }

  private void twoB() {
    layers("Angles by layer", ANGLE, "°", binaryAngles())
        .ifPresentOrElse(
            sheet -> add("fig2b", sheet),
            () -> lacks("fig2b", "the probe angle on a trained network and a quantizer binary"));
  }

  private void twoC() {
    figure("The angle against d", "Spread of the angle over the filters")
        .filter(figure -> !isGaussian)
        .ifPresentOrElse(
            figure -> add("fig2c", Sheet.of(figure.title(), figure.caption(), Drawings.of(figure))),
            () -> lacks("fig2c", "the probe angle on a trained network and a quantizer binary"));
  }

  private Optional<Figure> figure(String across, String title) {
    return AcrossLayers.of(result).stream()
        .filter(each -> each.title().equals(across))
        .flatMap(each -> each.figures().stream())
        .filter(each -> each.title().equals(title))
        .findFirst();
  }

  private void twoD() {
    List<Distribution> weights =
        isGaussian
            ? List.of()
            : distributions("weights", Optional.empty(), "weights", layer -> true);
    if (weights.isEmpty()) {
      lacks("fig2d", "the probe weights on a network whose continuous weights are known");
      return;
    }
    add("fig2d", components(weights));
  }

  /** Layers differ in scale, so each has axes of its own. */
  private Sheet components(List<Distribution> weights) {
    List<Sheet.Part> parts = new ArrayList<>();
    for (Distribution each : weights) {
      List<Density> densities = new ArrayList<>();
      densities.add(Density.measured("components of wᶜ", each, Pen.of(0)));
      if (!each.reference().isEmpty()) {
        densities.add(Density.expected("Gaussian of the same spread", each, Pen.REFERENCE));
      }
      parts.add(new Sheet.Part(named(each), DensitiesDrawing.of("component of wᶜ", "", densities)));
    }
    return new Sheet(
        "Components of the continuous weights",
        "Densities by layer. Dashed: a Gaussian of the same mean square.",
        parts,
        PANELS,
        parts.get(0).drawing().legend());
  }

  private void three() {
    joints("fig3", "dot-product", "Dot products with binarized and with continuous weights");
  }

  private void four() {
    List<Distribution> plain =
        isGaussian
            ? angles(quantizer("binary"), layer -> layer.startsWith("exponential-"))
            : List.of();
    List<Distribution> rotated =
        isGaussian
            ? angles(quantizer("gbt"), layer -> layer.startsWith("exponential-"))
            : List.of();
    if (plain.isEmpty() || rotated.isEmpty()) {
      lacks(
          "fig4-left",
          "the probe angle on exponential layers of the network random-vectors under a binary and a"
              + " gbt quantizer, as in configs/theory.yaml");
    } else {
      List<Density> densities = new ArrayList<>();
      for (int i = 0; i < plain.size(); i++) {
        densities.add(Density.measured("d = " + dimension(plain.get(i)), plain.get(i), Pen.of(i)));
      }
      for (Distribution each : rotated) {
        int series = plain.stream().map(this::dimension).toList().indexOf(dimension(each));
        densities.add(
            Density.measured(
                "d = " + dimension(each) + ", rotated first",
                each,
                new Pen(Palette.colour(Math.max(0, series)), 1.3, "4 2")));
      }
      add(
          "fig4-left",
          Sheet.of(
              "Angles of Gaussian vectors that are not isotropic",
              "Binarized as they stand, and along the axes of a random rotation.",
              DensitiesDrawing.of("angle between x and its binarization", "°", densities)));
    }
    figure("What shuffled inputs do to r", "r as it is, and with shuffled inputs")
        .ifPresentOrElse(
            figure ->
                add("fig4-right", Sheet.of(figure.title(), figure.caption(), Drawings.of(figure))),
            () -> lacks("fig4-right", "the probe permutation"));
  }

  private void five() {
    joints(
        "fig5",
        "activation-dot-product",
        "Dot products with binarized and with continuous activations");
  }

  private void joints(String name, String probe, String title) {
    Optional<String> binary = quantizer("binary");
    List<Joint> joints =
        result.layers().stream()
            .flatMap(layer -> result.jointsOf(layer.name()).stream())
            .filter(joint -> joint.subject().probe().equals(probe))
            .filter(joint -> joint.subject().quantizer().equals(binary))
            .toList();
    if (binary.isEmpty() || joints.isEmpty()) {
      lacks(name, "the probe " + probe + " and a quantizer binary");
      return;
    }
    add(
        name,
        new Sheet(
            title,
            "Pairs by layer, on a logarithmic scale of colours. Shaded: the signs differ.",
            joints.stream()
                .map(
                    joint ->
                        new Sheet.Part(
                            heading(joint.subject()), Drawings.of(Figure.of(result, joint))))
                .toList(),
            PANELS,
            new Legend(List.of())));
  }

  private String heading(Subject subject) {
    Optional<Scalar> r = result.finding(subject, "pearson-r");
    return subject.layer() + r.map(each -> ", r = " + Unit.NUMBER.write(each.value())).orElse("");
  }

  private void six() {
    List<Distribution> angles = binaryAngles();
    List<Distribution> higher = angles.subList(Math.min(1, angles.size()), angles.size());
    if (higher.isEmpty()) {
      lacks("fig6", "the probe angle on a trained network of two layers and a quantizer binary");
      return;
    }
    List<Density> densities = densities(higher);
    add(
        "fig6",
        Sheet.of(
            "Angles by layer, beyond the first",
            "Dotted: arccos √(2/π), the limit for signs of Gaussian vectors.",
            DensitiesDrawing.of(ANGLE, "°", densities).marking(List.of(limit()))));
  }

  private static double limit() {
    return Math.toDegrees(StrictMath.acos(Math.sqrt(2 / Math.PI)));
  }

  private void seven() {
    Optional<String> ternary = quantizer("ternary").filter(this::isTrainedWith);
    List<Distribution> angles = angles(ternary, layer -> true);
    List<Distribution> weights =
        distributions("weights", Optional.empty(), "weights", layer -> true);
    if (angles.isEmpty() || weights.isEmpty()) {
      lacks(
          "fig7",
          "the probes angle and weights on a network trained with ternary weights, as in"
              + " configs/paper-cifar10-ternary.yaml");
      return;
    }
    add("fig7a", components(weights));
    layers("Angles by layer, ternary weights", "angle between wᶜ and its ternary wᵗ", "°", angles)
        .ifPresent(sheet -> add("fig7b", sheet));
  }

  /** Where a result does not say what a layer computes with, its configuration may. */
  private boolean isTrainedWith(String quantizer) {
    return result.layers().stream()
            .flatMap(layer -> layer.place().stream())
            .anyMatch(place -> place.weights().equals(quantizer))
        || (result.layers().stream().allMatch(layer -> layer.place().isEmpty())
            && result.quantizerNames().get(0).equals(quantizer));
  }
}
