package org.orthant.reports.claim;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.orthant.reports.across.AnglesByDimension;
import org.orthant.reports.chart.LineFit;
import org.orthant.reports.claim.Claim.Outcome;
import org.orthant.reports.result.Result;
import org.orthant.reports.result.Result.Layer;
import org.orthant.reports.result.Result.Scalar;
import org.orthant.reports.result.Result.Subject;
import org.orthant.reports.words.Unit;

/**
 * The claims of the paper about trained networks, each against the numbers of one run. The weights
 * are judged under the run's binary quantizer.
 *
 * <p>Source: Anderson and Berg, "The High-Dimensional Geometry of Binary Neural Networks", arXiv
 * 1705.07199. The limits are Orthant's own, chosen so that networks which show the paper's picture
 * pass and a coincidence hardly does.
 */
public final class Claims {
  /** An excess of the mean angle in degrees that the probe angle still calls sound by default. */
  private static final double SMALL_EXCESS = 5;

  private static final double HIGH_CORRELATION = 0.85;

  /** Of Laplace's distribution it is 3, of the uniform one −1.2. */
  private static final double SMALL_KURTOSIS = 1;

  /** Changes of accuracy that the probe ablation calls sound and degraded by default. */
  private static final double SMALL_CHANGE = 0.02;

  private static final double LARGE_CHANGE = 0.05;

  /** What independent Gaussian activations would give under signs. */
  private static final double INDEPENDENT = Math.sqrt(2 / Math.PI);

  private final Result result;

  private Claims(Result result) {
    this.result = result;
  }

  /** All of them, in the order of the documentation. */
  public static List<Claim> of(Result result) {
    Claims claims = new Claims(result);
    return List.of(
        claims.angles(),
        claims.spread(),
        claims.weights(),
        claims.products(),
        claims.activations(),
        claims.shuffledInputs(),
        claims.continuousConvolutions(),
        claims.identityActivations(),
        claims.patches(),
        claims.ternary(),
        claims.rotation(),
        claims.costs(),
        claims.gradients());
  }

  private Claim angles() {
    Draft draft =
        new Draft(
            1,
            "In higher layers the angle between wᵇ and wᶜ lies near that of Gaussian vectors, shifted a little to larger angles; in the first layer it is widely spread.",
            "Beyond the first layer every mean angle is within 5° of the expected one and their mean lies above it; the first layer's spread is the largest.");
    List<Scalar> means =
        ofBinary("angle", "mean-degrees").stream()
            .filter(mean -> mean.expected().isPresent())
            .toList();
    List<Scalar> spreads = ofBinary("angle", "sd-degrees");
    if (lacksFirstAndHigher(means) || lacksFirstAndHigher(spreads)) {
      return draft.needs("the probe angle on a binary quantizer, the first layer and another");
    }
    List<Scalar> higher = higher(means);
    double shift = higher.stream().mapToDouble(Claims::excess).average().orElseThrow();
    return draft.judged(
        shift > 0
            && higher.stream().allMatch(mean -> Math.abs(excess(mean)) < SMALL_EXCESS)
            && higher(spreads).stream().allMatch(spread -> spread.value() < first(spreads).value()),
        String.format(
            Locale.ROOT,
            "excess %s beyond the first layer, %s on average; spread %s in %s, %s beyond",
            range(higher, Claims::excess, Unit.DEGREES),
            Unit.DEGREES.write(shift),
            written(first(spreads), Unit.DEGREES),
            first(spreads).subject().layer(),
            range(higher(spreads), Scalar::value, Unit.DEGREES)));
  }

  private Claim spread() {
    Draft draft =
        new Draft(
            2,
            "The spread of the angle falls as d to the power −½.",
            "The 95 % interval of the slope on logarithmic axes holds −0.5 and not 0.");
    Optional<LineFit> fit =
        binary().flatMap(quantizer -> AnglesByDimension.spreadFit(result, quantizer));
    if (fit.isEmpty()) {
      return draft.needs("the probe angle on a binary quantizer and three layers of different d");
    }
    LineFit line = fit.get();
    String measured =
        String.format(
            Locale.ROOT,
            "slope %s %s over %d layers",
            Unit.NUMBER.write(line.slope()),
            Unit.NUMBER.interval(OptionalDouble.of(line.low()), OptionalDouble.of(line.high())),
            line.points());
    return line.holds(-0.5) && line.holds(0)
        ? draft.untested(measured + ": too wide an interval to tell −0.5 from 0")
        : draft.judged(line.holds(-0.5), measured);
  }

  private Claim weights() {
    Draft draft =
        new Draft(
            3,
            "The components of wᶜ are distributed about as a Gaussian beyond the first layer, with much mass near 0.",
            "Beyond the first layer every excess kurtosis lies between −1 and 1, and more weights lie near 0 than of a Gaussian.");
    List<Scalar> shapes = higher(ofLayers("weights", "excess-kurtosis"));
    List<Scalar> near =
        higher(ofLayers("weights", "fraction-near-zero")).stream()
            .filter(fraction -> fraction.expected().isPresent())
            .toList();
    if (shapes.isEmpty() || near.isEmpty()) {
      return draft.needs("the probe weights on a layer beyond the first");
    }
    return draft.judged(
        shapes.stream().allMatch(shape -> Math.abs(shape.value()) < SMALL_KURTOSIS)
            && near.stream()
                .allMatch(fraction -> low(fraction) > fraction.expected().getAsDouble()),
        String.format(
            Locale.ROOT,
            "excess kurtosis %s; near 0 %s where a Gaussian has %s",
            range(shapes, Scalar::value, Unit.NUMBER),
            range(near, Scalar::value, Unit.NUMBER),
            Unit.NUMBER.write(near.get(0).expected().getAsDouble())));
  }

  private Claim products() {
    Draft draft =
        new Draft(
            4,
            "Products wᵇ·a follow wᶜ·a closely beyond the first layer, and clearly worse in the first.",
            "Beyond the first layer r exceeds 0.85; in the first it lies below all others' intervals.");
    List<Scalar> correlations = ofBinary("dot-product", "pearson-r");
    if (lacksFirstAndHigher(correlations)) {
      return draft.needs(
          "the probe dot-product on a binary quantizer, the first layer and another");
    }
    Scalar first = first(correlations);
    List<Scalar> higher = higher(correlations);
    return draft.judged(
        higher.stream().allMatch(r -> low(r) > HIGH_CORRELATION)
            && higher.stream().allMatch(r -> low(r) > high(first)),
        firstAndBeyond(first, higher));
  }

  private Claim activations() {
    Draft draft =
        new Draft(
            5,
            "Products survive the quantization of the activations, and of weights and activations together.",
            "r exceeds √(2/π) ≈ 0.798, and with both quantized 2/π ≈ 0.637, which independent Gaussian components would give.");
    List<Scalar> one = ofBinary("activation-dot-product", "pearson-r");
    List<Scalar> both = ofBinary("activation-dot-product", "pearson-r-both");
    if (one.isEmpty() || both.isEmpty()) {
      return draft.needs("the probe activation-dot-product on a layer with quantized inputs");
    }
    return draft.judged(
        one.stream().allMatch(r -> low(r) > INDEPENDENT)
            && both.stream().allMatch(r -> low(r) > INDEPENDENT * INDEPENDENT),
        String.format(
            Locale.ROOT,
            "r %s; both quantized %s",
            range(one, Scalar::value, Unit.NUMBER),
            range(both, Scalar::value, Unit.NUMBER)));
  }

  private Claim shuffledInputs() {
    Draft draft =
        new Draft(
            6,
            "Shuffling the inputs raises r in the first layer and lowers it in the others.",
            "The interval of the rise lies above 0 in the first layer and below 0 in all others.");
    List<Scalar> rises = ofBinary("permutation", "permuted-r-minus-pearson-r");
    if (lacksFirstAndHigher(rises)) {
      return draft.needs(
          "the probe permutation on a binary quantizer, the first layer and another");
    }
    Scalar first = first(rises);
    List<Scalar> higher = higher(rises);
    return draft.judged(
        low(first) > 0 && higher.stream().allMatch(rise -> high(rise) < 0),
        firstAndBeyond(first, higher));
  }

  private Claim continuousConvolutions() {
    Draft draft =
        new Draft(
            7,
            "Continuous weights in all convolutions cost only about three points of accuracy, and the first layer alone accounts for them.",
            "All together lose no more than 0.05, as far as their interval tells; every other convolution alone changes less than 0.02, and none loses as much as the first.");
    Optional<Scalar> together = trial("convolutions", "weights:continuous");
    List<Scalar> alone =
        result.layers().stream()
            .filter(layer -> layer.kind().equals("convolution"))
            .flatMap(layer -> trial(layer.name(), "weights:continuous").stream())
            .toList();
    if (together.isEmpty() || lacksFirstAndHigher(alone)) {
      return draft.needs(
          "the probe ablation with refit on two convolutions or more, of which one is the first layer");
    }
    Scalar first = first(alone);
    List<Scalar> higher = higher(alone);
    return draft.judged(
        high(together.get()) > -LARGE_CHANGE
            && higher.stream().allMatch(change -> Math.abs(change.value()) < SMALL_CHANGE)
            && higher.stream().allMatch(change -> change.value() > first.value()),
        String.format(
            Locale.ROOT,
            "all together %s; %s",
            written(together.get(), Unit.NUMBER),
            firstAndBeyond(first, higher)));
  }

  private Claim identityActivations() {
    Draft draft =
        new Draft(
            8,
            "Taking the activations' binarization away, the main non-linearity, costs much accuracy.",
            "In all layers together the interval of the change lies below −0.05.");
    Optional<Scalar> identity = trial("all", "activations:identity");
    if (identity.isEmpty()) {
      return draft.needs("the probe ablation with refit on all layers' activations");
    }
    return draft.judged(
        high(identity.get()) < -LARGE_CHANGE,
        "all together "
            + written(identity.get(), Unit.NUMBER)
            + trial("all", "activations:hard-tanh")
                .map(change -> "; as hard tanh " + written(change, Unit.NUMBER))
                .orElse(""));
  }

  private Claim patches() {
    Draft draft =
        new Draft(
            9,
            "Of 3 × 3 CIFAR-10 patches three principal components hold about 90 % of the variance, four about 94.5 %.",
            "The fractions lie within 0.03 of 0.90 and 0.945.");
    Optional<Layer> first = result.layers().stream().findFirst();
    Optional<Scalar> three = first.flatMap(layer -> patches(layer, 3));
    Optional<Scalar> four = first.flatMap(layer -> patches(layer, 4));
    if (three.isEmpty() || four.isEmpty()) {
      return draft.needs(
          "the probe spectrum of the inputs, and a first convolution of d = 27 on cifar10");
    }
    return draft.judged(
        Math.abs(three.get().value() - 0.90) < 0.03 && Math.abs(four.get().value() - 0.945) < 0.03,
        String.format(
            Locale.ROOT,
            "three %s; four %s",
            written(three.get(), Unit.NUMBER),
            written(four.get(), Unit.NUMBER)));
  }

  private Claim ternary() {
    Draft draft =
        new Draft(
            10,
            "Ternary weights show the same picture with the ternary angle.",
            "Beyond the first layer every mean angle is within 5° of the expected one, and below 37°.");
    List<Scalar> means =
        quantizer("ternary").stream()
            .flatMap(quantizer -> higher(of("angle", quantizer, "mean-degrees")).stream())
            .filter(mean -> mean.expected().isPresent())
            .toList();
    if (means.isEmpty()) {
      return draft.needs("the probe angle on a ternary quantizer and a layer beyond the first");
    }
    return draft.judged(
        means.stream().allMatch(mean -> Math.abs(excess(mean)) < SMALL_EXCESS)
            && means.stream().allMatch(mean -> mean.value() < 37),
        String.format(
            Locale.ROOT,
            "mean angle %s where %s are expected",
            range(means, Scalar::value, Unit.DEGREES),
            range(means, mean -> mean.expected().getAsDouble(), Unit.DEGREES)));
  }

  private Claim rotation() {
    Draft draft =
        new Draft(
            11,
            "A rotation before the signs helps the first layer.",
            "In the first layer the interval of r under a rotation lies above that of r without one.");
    Optional<Scalar> plain =
        ofBinary("dot-product", "pearson-r").stream().filter(isFirst()).findFirst();
    Optional<Scalar> rotated =
        quantizer("gbt").stream()
            .flatMap(quantizer -> of("dot-product", quantizer, "pearson-r").stream())
            .filter(isFirst())
            .findFirst();
    if (plain.isEmpty() || rotated.isEmpty()) {
      return draft.needs(
          "the probe dot-product on the first layer under a binary and a gbt quantizer");
    }
    return draft.judged(
        low(rotated.get()) > high(plain.get()),
        String.format(
            Locale.ROOT,
            "r %s with %s, %s without",
            written(rotated.get(), Unit.NUMBER),
            rotated.get().subject().quantizer().orElseThrow(),
            written(plain.get(), Unit.NUMBER)));
  }

  private Claim costs() {
    Draft draft =
        new Draft(
            12,
            "Binary weights take a thirty-second of the memory, and their products are several times as fast.",
            "Under the binary quantizer a weight of every layer takes 1 bit, where float32 takes 32. How fast products are is not measured by a run.");
    List<Scalar> bits = ofBinary("cost", "bits-per-weight");
    if (bits.isEmpty()) {
      return draft.needs("the probe cost on a binary quantizer");
    }
    return draft.judged(
        bits.stream().allMatch(each -> each.value() == 1),
        range(bits, Scalar::value, Unit.COUNT)
            + (bits.stream().allMatch(each -> each.value() == 1)
                ? " bit a weight"
                : " bits a weight")
            + binary().flatMap(this::wholeNetwork).orElse("")
            + "; speed is not measured by a run");
  }

  /**
   * Returns what the rule leaves out: biases and batch normalization stay numbers in floating
   * point.
   */
  private Optional<String> wholeNetwork(String quantizer) {
    Optional<Scalar> floats =
        result.finding(Subject.of("cost", Result.NETWORK, "kilobytes-in-float32"));
    Subject under =
        new Subject(
            "cost", Optional.empty(), "all", Optional.of("weights:" + quantizer), "kilobytes");
    return floats.flatMap(
        whole ->
            result
                .finding(under)
                .map(
                    binary ->
                        String.format(
                            Locale.ROOT,
                            "; with biases and batch normalization %s kB of %s, %s times less",
                            Unit.NUMBER.write(binary.value()),
                            Unit.NUMBER.write(whole.value()),
                            Unit.NUMBER.write(whole.value() / binary.value()))));
  }

  private Claim gradients() {
    Draft draft =
        new Draft(
            13,
            "The gradient at wᵇ is proportional to that at wᶜ where products are proportional.",
            "Of three layers or more, the cosine of the gradients is lowest where r is lowest.");
    List<Scalar> correlations = ofBinary("dot-product", "pearson-r");
    Set<String> correlated = layers(correlations);
    List<Scalar> cosines =
        ofLayers("gradient", "cosine").stream()
            .filter(cosine -> correlated.contains(cosine.subject().layer()))
            .toList();
    if (cosines.size() < 3) {
      return draft.needs("the probes gradient and dot-product on three layers or more");
    }
    Scalar lowest = cosines.stream().min(Comparator.comparingDouble(Scalar::value)).orElseThrow();
    Set<String> compared = layers(cosines);
    Scalar weakest =
        correlations.stream()
            .filter(r -> compared.contains(r.subject().layer()))
            .min(Comparator.comparingDouble(Scalar::value))
            .orElseThrow();
    return draft.judged(
        lowest.subject().layer().equals(weakest.subject().layer()),
        String.format(
            Locale.ROOT,
            "cosines %s, lowest in %s; r lowest in %s",
            range(cosines, Scalar::value, Unit.NUMBER),
            lowest.subject().layer(),
            weakest.subject().layer()));
  }

  private Optional<Scalar> patches(Layer first, int components) {
    boolean inputs =
        result.findings().stream()
            .anyMatch(each -> each.subject().metric().equals("closed-form-r-median"));
    return inputs && first.dimension() == 27 && result.dataset().equals(Optional.of("cifar10"))
        ? result.finding(Subject.of("spectrum", first.name(), "variance-explained-" + components))
        : Optional.empty();
  }

  private Optional<String> binary() {
    return quantizer("binary");
  }

  private Optional<String> quantizer(String plugin) {
    return result.quantizers().stream()
        .filter(quantizer -> quantizer.plugin().equals(plugin))
        .map(Result.Quantizer::name)
        .findFirst();
  }

  private List<Scalar> ofBinary(String probe, String metric) {
    return binary().map(quantizer -> of(probe, quantizer, metric)).orElse(List.of());
  }

  private List<Scalar> of(String probe, String quantizer, String metric) {
    return findings(layer -> Subject.of(probe, quantizer, layer, metric));
  }

  private List<Scalar> ofLayers(String probe, String metric) {
    return findings(layer -> Subject.of(probe, layer, metric));
  }

  /** In the network's order; undefined ones are left out. */
  private List<Scalar> findings(Function<String, Subject> subject) {
    return result.layers().stream()
        .flatMap(layer -> result.finding(subject.apply(layer.name())).stream())
        .filter(finding -> Double.isFinite(finding.value()))
        .toList();
  }

  private Optional<Scalar> trial(String layer, String change) {
    return result.finding(Subject.trial(layer, change, "accuracy-change"));
  }

  private Predicate<Scalar> isFirst() {
    return finding -> finding.subject().layer().equals(result.layers().get(0).name());
  }

  private static Set<String> layers(List<Scalar> findings) {
    return findings.stream().map(finding -> finding.subject().layer()).collect(Collectors.toSet());
  }

  private boolean lacksFirstAndHigher(List<Scalar> findings) {
    return findings.stream().noneMatch(isFirst()) || higher(findings).isEmpty();
  }

  private Scalar first(List<Scalar> findings) {
    return findings.stream().filter(isFirst()).findFirst().orElseThrow();
  }

  private List<Scalar> higher(List<Scalar> findings) {
    return findings.stream().filter(isFirst().negate()).toList();
  }

  private static double excess(Scalar finding) {
    return finding.value() - finding.expected().orElseThrow();
  }

  /** Of a number without interval, the number. */
  private static double low(Scalar finding) {
    return finding.low().orElse(finding.value());
  }

  private static double high(Scalar finding) {
    return finding.high().orElse(finding.value());
  }

  private static String firstAndBeyond(Scalar first, List<Scalar> higher) {
    return String.format(
        Locale.ROOT,
        "%s in %s; %s beyond",
        written(first, Unit.NUMBER),
        first.subject().layer(),
        range(higher, Scalar::value, Unit.NUMBER));
  }

  private static String written(Scalar finding, Unit unit) {
    return Stream.of(unit.write(finding.value()), unit.interval(finding.low(), finding.high()))
        .filter(part -> !part.isEmpty())
        .collect(Collectors.joining(" "));
  }

  private static String range(List<Scalar> findings, ToDoubleFunction<Scalar> number, Unit unit) {
    double least = findings.stream().mapToDouble(number).min().orElseThrow();
    double most = findings.stream().mapToDouble(number).max().orElseThrow();
    return least == most ? unit.write(least) : unit.write(least) + " to " + unit.write(most);
  }

  /** A claim that waits for its outcome. */
  private record Draft(int number, String statement, String rule) {
    Claim judged(boolean borneOut, String measured) {
      return new Claim(number, statement, rule, Outcome.of(borneOut), measured);
    }

    Claim untested(String why) {
      return new Claim(number, statement, rule, Outcome.NOT_TESTED, why);
    }

    Claim needs(String what) {
      return untested("needs " + what);
    }
  }
}
