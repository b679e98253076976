package org.orthant.probes.error;

import static java.util.Comparator.comparingDouble;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.orthant.api.Doc;
import org.orthant.api.Id;
import org.orthant.api.InvalidParameterException;
import org.orthant.api.finding.Conclusion;
import org.orthant.api.finding.Finding;
import org.orthant.api.finding.Remedy;
import org.orthant.api.finding.Subject;
import org.orthant.api.finding.Verdict;
import org.orthant.api.measure.Block;
import org.orthant.api.measure.Evidence;
import org.orthant.api.measure.LayerView;
import org.orthant.api.measure.Needs;
import org.orthant.api.measure.SelectedLayer;
import org.orthant.api.measure.Stats;
import org.orthant.api.measure.Trial;
import org.orthant.api.model.LayerShape;
import org.orthant.api.spi.Probe;
import org.orthant.probes.estimate.Estimate;
import org.orthant.probes.layer.CrestFactor;
import org.orthant.probes.layer.TermBounds;
import org.orthant.probes.layer.UnknownWeights;

/**
 * The signal-to-quantization-noise ratio of a layer's weights and of its output, in decibels,
 * beside what the same quantizer, as fitted to the layer, makes of Gaussian vectors of the layer's
 * dimension and root mean square. The output is the dot products of the continuous filters with
 * what enters the layer of the network as trained, its error what quantized filters change.
 *
 * <p>Scaled ratios allow each filter its best scale, outputs its best shift too, as batch
 * normalization undoes them: signs alone have an arbitrary scale. Ratios are pooled over filters:
 * the sum of all signals over the sum of all errors. Inputs that are independent, of one variance
 * and mean 0, give outputs the same ratio as the weights, so that what Gaussian vectors give is
 * expected of both. Where rounding explains all of the error, there is no ratio to find.
 *
 * <p>Intervals of outputs come from leaving out one group of images at a time, or a twentieth of
 * them where there are more than twenty; of weights a twentieth of the filters.
 *
 * <p>The verdict rests on how far the scaled ratio of the output lies below the expected one, and
 * on its 95 % interval. SOUND: the whole interval lies below {@code strained}, or the error is
 * nothing but rounding. DEGRADED: the whole interval lies above {@code degraded}. STRAINED: it lies
 * in between. UNCERTAIN: it is too wide to tell. NOT_EVALUATED: there is no interval, Gaussian
 * vectors have no ratio, or the continuous weights are not known.
 *
 * <p>Of 0 images, as where no image passes the network, the weights alone are asked about: then
 * their ratio takes the place of the output's in all of this, and there are no findings on outputs.
 *
 * <p>Where filters scaled to one range would have a ratio {@code strained} or more above the
 * weights' own, and spread wider than Gaussian ones, the verdict on a layer that is not sound names
 * their unlike ranges as the reason: a quantizer of one range for the layer rounds them all by the
 * step of the largest. It names what helps. Where the weights' own scaled ratio lies {@code
 * strained} or more below the expected one, and their largest components stand out much farther
 * than Gaussian ones do, it names outliers. Remedies are quantizers that keep more of the output
 * beyond doubt, such as one along rotated axes.
 *
 * <p>Source: Jayant and Noll, "Digital Coding of Waveforms" (1984); Lin, Talathi and Annapureddy,
 * arXiv 1511.06393, for layers of networks.
 */
@Id("error")
@Doc(
    value = "How large a layer's signal is beside its quantization noise, in dB",
    formula =
        "10 log₁₀(Σw² / Σ(w − q(w))²) of weights, 10 log₁₀(Σy² / Σ(y − ŷ)²) of outputs y = wᶜ·a, ŷ ="
            + " wᵇ·a; scaled: −10 log₁₀(1 − cos²) and −10 log₁₀(1 − r²) of a filter",
    source = "Jayant and Noll, Digital Coding of Waveforms (1984); Lin et al., arXiv 1511.06393")
public record QuantizationError(
    @Doc("How many test images pass the network; 0 asks about the weights alone") int images,
    @Doc(
            "From which shortfall of the output's ratio below the Gaussian one a layer is strained, dB")
        double strained,
    @Doc("Above which shortfall of the output's ratio a layer is degraded, dB") double degraded)
    implements Probe {

  public QuantizationError() {
    this(200, 1, 3);
  }

  public QuantizationError {
    InvalidParameterException.unless(images >= 0, "images", "must be at least 0", images);
    ErrorGrading.check(strained, degraded);
  }

  @Override
  public Needs needs() {
    return ofWeightsAlone() ? Needs.WEIGHTS : Needs.inputs(images).andWeights();
  }

  private boolean ofWeightsAlone() {
    return images == 0;
  }

  @Override
  public void onWeights(LayerView layer, Stats out) {
    if (layer.layer().continuous()) {
      FilterNoise.write(layer, out);
      CrestFactor.write(layer, out);
      EqualRanges.write(layer, out);
      GaussianNoise.write(layer, out);
    }
  }

  @Override
  public void onBlock(Block block, Stats out) {
    if (block.layer().continuous()) {
      TermBounds.write(block, out);
      ProductNoise.write(block, out);
    }
  }

  @Override
  public Conclusion conclude(Evidence evidence) {
    List<Finding> findings = new ArrayList<>();
    List<Verdict> verdicts = new ArrayList<>();
    List<Remedy> remedies = new ArrayList<>();
    for (SelectedLayer selected : evidence.selected()) {
      if (!selected.continuous()) {
        verdicts.addAll(UnknownWeights.ofQuantizers(selected));
        continue;
      }
      CrestFactor crest =
          CrestFactor.read(evidence.weights(selected.shape()), selected.shape().dimension());
      findings.add(crest.finding(Subject.layer(selected.name())));
      findings.add(EqualRanges.finding(evidence.weights(selected.shape()), selected.shape()));
      Map<String, Measured> all = new LinkedHashMap<>();
      Map<String, Estimate> outputs = new LinkedHashMap<>();
      for (String quantizer : selected.quantizers()) {
        Measured measured = measured(evidence, selected.shape(), quantizer, crest);
        all.put(quantizer, measured);
        outputs.put(quantizer, measured.judged());
      }
      all.forEach(
          (quantizer, measured) -> {
            Subject subject = Subject.of(selected.name(), quantizer);
            measured.findings(subject).forEach(findings::add);
            verdicts.add(verdict(subject, measured, perFilter(measured, all)));
          });
      remedies.addAll(larger(selected.name(), outputs).remedies());
    }
    return new Conclusion(findings, verdicts, remedies);
  }

  private Verdict verdict(Subject subject, Measured measured, Optional<String> perFilter) {
    ErrorGrading grading = new ErrorGrading(strained, degraded);
    return measured
        .output()
        .map(output -> grading.verdict(subject, output, measured.causes(), perFilter))
        .orElseGet(
            () ->
                grading.ofWeights(
                    subject, measured.weights().scaled(), measured.causes(), perFilter));
  }

  private LargerRatios larger(String layer, Map<String, Estimate> ratios) {
    return ofWeightsAlone()
        ? new LargerRatios(layer, "weights", ratio -> ratio.n("filter", "filters"), ratios)
        : new LargerRatios(layer, "output", Estimate::groups, ratios);
  }

  private Measured measured(
      Evidence evidence, LayerShape layer, String quantizer, CrestFactor crest) {
    Ratios weights = FilterNoise.read(evidence.weights(layer), layer, quantizer);
    GaussianNoise expected = GaussianNoise.read(evidence.weights(layer), quantizer);
    return new Measured(
        weights,
        ofWeightsAlone()
            ? Optional.empty()
            : Optional.of(
                ProductNoise.read(
                    evidence.blocks(Trial.BASELINE, layer),
                    quantizer,
                    TermBounds.of(evidence, layer))),
        expected,
        new Causes(
            weights.scaled().value(),
            expected.scaled(),
            EqualRanges.read(evidence.weights(layer), layer, quantizer),
            crest,
            strained));
  }

  /**
   * The quantizer whose filters do not share a range, and which keeps more of the output beyond
   * doubt: of several the one that would do as well if the ranges were equal, as with as many bits.
   */
  private static Optional<String> perFilter(Measured shared, Map<String, Measured> all) {
    return all.entrySet().stream()
        .filter(other -> !other.getValue().causes().shareARange())
        .filter(other -> LargerRatios.isAbove(other.getValue().judged(), shared.judged()))
        .min(
            comparingDouble(
                other ->
                    Math.abs(
                        other.getValue().causes().ranges().decibels()
                            - shared.causes().ranges().decibels())))
        .map(
            other ->
                String.format(
                    Locale.ROOT,
                    "%s has (%s %.2f dB)",
                    other.getKey(),
                    other.getValue().output().isPresent() ? "output" : "weights",
                    other.getValue().judged().value()));
  }

  /**
   * What is known of one layer under one quantizer.
   *
   * @param output empty where the weights alone are asked about
   */
  private record Measured(
      Ratios weights, Optional<ProductNoise> output, GaussianNoise expected, Causes causes) {

    /** The ratio that the verdict rests on. */
    Estimate judged() {
      return output.map(ProductNoise::ratios).orElse(weights).scaled();
    }

    Stream<Finding> findings(Subject subject) {
      return Stream.of(
              finding(subject, "weights-db", weights.plain(), expected.plain()),
              finding(subject, "weights-db-scaled", weights.scaled(), expected.scaled()),
              finding(
                  subject,
                  "weights-db-equal-ranges",
                  new Estimate(causes.ranges().decibels(), Optional.empty(), weights.scaled().n()),
                  expected.scaled()),
              output.stream()
                  .flatMap(
                      noise ->
                          finding(subject, "output-db", noise.ratios().plain(), expected.plain())),
              output.stream()
                  .flatMap(
                      noise ->
                          finding(
                              subject,
                              "output-db-scaled",
                              noise.ratios().scaled(),
                              expected.scaled())))
          .flatMap(stream -> stream);
    }

    /** The finding of a ratio; none where there is no noise. */
    private static Stream<Finding> finding(
        Subject subject, String metric, Estimate ratio, double expected) {
      return Double.isInfinite(ratio.value())
          ? Stream.empty()
          : Stream.of(
              ratio.finding(subject, metric, Double.isInfinite(expected) ? Double.NaN : expected));
    }
  }
}
