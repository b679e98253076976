package org.orthant.probes;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.orthant.api.Doc;
import org.orthant.api.Id;
import org.orthant.api.InvalidParameterException;
import org.orthant.api.array.Floats;
import org.orthant.api.finding.Conclusion;
import org.orthant.api.finding.Finding;
import org.orthant.api.finding.Subject;
import org.orthant.api.finding.Verdict;
import org.orthant.api.measure.Block;
import org.orthant.api.measure.Evidence;
import org.orthant.api.measure.Key;
import org.orthant.api.measure.LayerView;
import org.orthant.api.measure.Needs;
import org.orthant.api.measure.Recording;
import org.orthant.api.measure.SelectedLayer;
import org.orthant.api.measure.Stats;
import org.orthant.api.measure.Trial;
import org.orthant.api.measure.Weights;
import org.orthant.api.model.LayerShape;
import org.orthant.api.spi.Probe;
import org.orthant.api.statistics.Comoments;
import org.orthant.api.statistics.Tally;
import org.orthant.kernels.pairs.Magnitude;
import org.orthant.probes.estimate.Estimate;
import org.orthant.probes.estimate.GroupEstimates;
import org.orthant.probes.layer.TermBounds;
import org.orthant.probes.layer.UnknownWeights;

/**
 * Whether dot products survive the quantization of the activations, as they enter a layer of the
 * network as trained: those of the quantized weights wᵇ with the quantized activations aᵇ against
 * those with the continuous activations aᶜ, as batch normalization left them; and, both quantized
 * against both continuous, wᵇ·aᵇ against wᶜ·aᶜ.
 *
 * <p>Expected of r is the correlation of single activations before and after quantization, which is
 * what activations that are independent and alike give for weights of ±1; for Gaussian ones under
 * signs that is √(2/π). Expected of the r of both is that times the mean cosine between quantized
 * and continuous filters, for the same reason; where the continuous weights are not known, there is
 * no r of both, and wᵇ is what the quantizer makes of the weights that the layer computes with.
 *
 * <p>The verdict rests on r pooled over filters, and on its 95 % interval. SOUND: the whole
 * interval lies above {@code sound}. DEGRADED: the whole interval lies below {@code degraded}.
 * STRAINED: it lies in between. UNCERTAIN: it is too wide to tell. NOT_EVALUATED: there is no
 * interval, or the layer's inputs are continuous. By default √(2/π) ≈ 0.798 lies between the two.
 *
 * <p>Source: Anderson and Berg, arXiv 1705.07199, section 3.2 and figure 4, right.
 */
@Id("activation-dot-product")
@Doc(
    value = "Whether dot products with quantized activations are proportional to continuous ones",
    formula = "r(wᵇ·aᵇ, wᵇ·aᶜ) and r(wᵇ·aᵇ, wᶜ·aᶜ); flips where θ(wᵇ·aᵇ) ≠ θ(wᵇ·aᶜ)",
    source = "Anderson and Berg, arXiv 1705.07199, section 3.2")
public record ActivationDotProduct(
    @Doc("How many test images pass the network") int images,
    @Doc("Above which Pearson's r a layer is sound") double sound,
    @Doc("Below which Pearson's r a layer is degraded") double degraded)
    implements Probe {
  private static final Key<Tally> QUANTIZED_INPUTS = Key.total("quantized-inputs", Tally.class);
  private static final Key<Comoments> ACTIVATIONS = Key.perGroup("activations", Comoments.class);
  private static final ProductCorrelation BOTH = ProductCorrelation.named("both");

  public ActivationDotProduct() {
    this(500, 0.85, 0.75);
  }

  public ActivationDotProduct {
    InvalidParameterException.unless(images >= 1, "images", "must be at least 1", images);
    CorrelationGrading.check(sound, degraded);
  }

  @Override
  public Needs needs() {
    return Needs.inputs(images).andWeights();
  }

  @Override
  public void onWeights(LayerView layer, Stats out) {
    if (layer.layer().continuous()) {
      FilterCosines.write(layer, out);
    }
  }

  @Override
  public void onBlock(Block block, Stats out) {
    out.at(QUANTIZED_INPUTS, Tally::new).add(block.continuousInputs().isPresent());
    block.continuousInputs().ifPresent(continuous -> compare(block, continuous, out));
  }

  private static void compare(Block block, INDArray continuous, Stats out) {
    float[] after = Floats.of(block.inputs());
    float[] before = Floats.of(continuous);
    out.at(ACTIVATIONS, Comoments::new).add(after, before, 0, after.length, 1);
    TermBounds.write(block, out);
    TermBounds.writeContinuous(out, Magnitude.largest(before));

    int filters = block.layer().shape().filters();
    INDArray rows = block.unfold(continuous);
    Optional<float[]> continuousBoth =
        block.layer().continuous()
            ? Optional.of(Products.of(block, Weights.CONTINUOUS, rows))
            : Optional.empty();
    for (String quantizer : block.quantizers()) {
      Weights weights = Weights.quantizedBy(quantizer);
      float[] quantizedBoth = block.dots(weights);
      ProductComparison.write(
          out, quantizer, filters, quantizedBoth, Products.of(block, weights, rows));
      continuousBoth.ifPresent(
          products -> BOTH.write(out, quantizer, filters, quantizedBoth, products));
    }
    if (rows != continuous) {
      rows.close();
    }
  }

  @Override
  public Conclusion conclude(Evidence evidence) {
    List<Finding> findings = new ArrayList<>();
    List<Verdict> verdicts = new ArrayList<>();
    for (SelectedLayer layer : evidence.selected()) {
      Recording blocks = evidence.blocks(Trial.BASELINE, layer.shape());
      if (blocks.total(QUANTIZED_INPUTS).hits() == 0) {
        layer
            .quantizers()
            .forEach(quantizer -> verdicts.add(notQuantized(layer.name(), quantizer)));
      } else {
        conclude(evidence, layer, findings, verdicts);
      }
    }
    return new Conclusion(findings, verdicts);
  }

  private static Verdict notQuantized(String layer, String quantizer) {
    return Verdict.notAsked(
        Subject.of(layer, quantizer),
        String.format(Locale.ROOT, "The inputs of %s are not quantized", layer));
  }

  /** Returns the same, and why r of both is missing. */
  private static Verdict withoutBoth(Verdict verdict, SelectedLayer layer) {
    return new Verdict(
        verdict.subject(),
        verdict.grade(),
        String.format(
            Locale.ROOT,
            "%s; r of both is not evaluated: %s",
            verdict.reason(),
            UnknownWeights.reason(layer)),
        verdict.open(),
        verdict.timesAsManyImages());
  }

  private void conclude(
      Evidence evidence, SelectedLayer selected, List<Finding> findings, List<Verdict> verdicts) {
    LayerShape layer = selected.shape();
    CorrelationGrading grading = new CorrelationGrading(sound, degraded);
    Recording blocks = evidence.blocks(Trial.BASELINE, layer);
    TermBounds terms = TermBounds.of(evidence, layer);
    int dimension = terms.dimension();
    Estimate activations = GroupEstimates.pearson(blocks.groups(ACTIVATIONS));
    findings.add(activations.finding(Subject.layer(layer.name()), "activation-r"));
    for (String quantizer : selected.quantizers()) {
      Subject subject = Subject.of(layer.name(), quantizer);
      Weights weights = Weights.quantizedBy(quantizer);
      double[] quantized = terms.ofInputs(weights);
      ProductComparison products =
          ProductComparison.read(
              blocks, quantizer, dimension, quantized, terms.ofContinuousInputs(weights));
      findings.addAll(products.findings(subject, activations.value(), "wᵇ·aᵇ", "wᵇ·aᶜ"));
      Verdict verdict =
          grading.verdict(
              subject,
              products,
              "single activations and their quantized values correlate by",
              activations.value());
      if (selected.continuous()) {
        double cosine =
            FilterCosines.read(evidence.weights(layer), layer, quantizer).mean().value();
        findings.add(
            BOTH.read(
                    blocks,
                    quantizer,
                    dimension,
                    quantized,
                    terms.ofContinuousInputs(Weights.CONTINUOUS))
                .r()
                .finding(subject, "pearson-r-both", activations.value() * cosine));
        verdicts.add(verdict);
      } else {
        verdicts.add(withoutBoth(verdict, selected));
      }
    }
  }
}
