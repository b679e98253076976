package org.orthant.probes;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.orthant.api.Doc;
import org.orthant.api.Id;
import org.orthant.api.InvalidParameterException;
import org.orthant.api.finding.Conclusion;
import org.orthant.api.finding.Finding;
import org.orthant.api.finding.Grade;
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
import org.orthant.api.measure.Weights;
import org.orthant.api.model.LayerShape;
import org.orthant.api.spi.Probe;
import org.orthant.probes.estimate.Decibels;
import org.orthant.probes.estimate.Estimate;
import org.orthant.probes.estimate.Shortfall;
import org.orthant.probes.layer.TermBounds;
import org.orthant.probes.layer.UnknownWeights;

/**
 * Whether the dot products of the layer's inputs with the quantized weights are proportional to
 * those with the continuous weights (the dot product proportionality of the paper), over test
 * images that pass the network as trained.
 *
 * <p>Expected of r is the mean cosine between quantized and continuous filters, which is what
 * independent inputs of equal variance give. Intervals come from leaving out one group of images at
 * a time, for r on Fisher's scale artanh(r). A sign flip is θ(x) ≠ θ(y) with θ(0) = −1, so a
 * quantized product of exactly 0 counts as negative; the fraction of these is reported beside it.
 *
 * <p>The verdict rests on r pooled over filters, and on its 95 % interval. SOUND: the whole
 * interval lies above {@code sound}. DEGRADED: the whole interval lies below {@code degraded}.
 * STRAINED: it lies in between. UNCERTAIN: it is too wide to tell. NOT_EVALUATED: there is no
 * interval, as where no filter's r is defined, so that r compares nothing but one filter with
 * another, or all groups of images are alike; or the continuous weights are not known.
 *
 * <p>Under a quantizer that keeps the r of Gaussian vectors above 0.98, as of 4 bits and more, all
 * layers would be sound. There the verdict rests on how many decibels, −10 log₁₀(1 − r²), the layer
 * lies below such vectors, and on the 95 % interval of that: SOUND below 1 dB, DEGRADED above 3 dB.
 *
 * <p>Source: Anderson and Berg, arXiv 1705.07199, section 3.2 and figure 3.
 */
@Id("dot-product")
@Doc(
    value = "Whether dot products with quantized weights are proportional to continuous ones",
    formula =
        "r(wᵇ·a, wᶜ·a), −10 log₁₀(1 − r²) dB; flips where θ(wᵇ·a) ≠ θ(wᶜ·a), arccos(r)/π of Gaussian"
            + " products",
    source = "Anderson and Berg, arXiv 1705.07199, section 3.2")
public record DotProduct(
    @Doc("How many test images pass the network") int images,
    @Doc("Above which Pearson's r a layer is sound, where Gaussian vectors keep no more than 0.98")
        double sound,
    @Doc("Below which Pearson's r a layer is degraded there") double degraded)
    implements Probe {

  public DotProduct() {
    this(500, 0.9, 0.75);
  }

  public DotProduct {
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
      GaussianProducts.write(layer, out);
    }
  }

  @Override
  public void onBlock(Block block, Stats out) {
    if (!block.layer().continuous()) {
      return;
    }
    TermBounds.write(block, out);
    int filters = block.layer().shape().filters();
    float[] continuous = block.dots(Weights.CONTINUOUS);
    for (String quantizer : block.quantizers()) {
      float[] quantized = block.dots(Weights.quantizedBy(quantizer));
      ProductComparison.write(out, quantizer, filters, quantized, continuous);
    }
  }

  @Override
  public Conclusion conclude(Evidence evidence) {
    CorrelationGrading grading = new CorrelationGrading(sound, degraded);
    List<Finding> findings = new ArrayList<>();
    List<Verdict> verdicts = new ArrayList<>();
    List<Remedy> remedies = new ArrayList<>();
    for (SelectedLayer selected : evidence.selected()) {
      if (!selected.continuous()) {
        verdicts.addAll(UnknownWeights.ofQuantizers(selected));
        continue;
      }
      LayerShape layer = selected.shape();
      TermBounds terms = TermBounds.of(evidence, layer);
      double[] continuous = terms.ofInputs(Weights.CONTINUOUS);
      Map<String, Estimate> correlations = new LinkedHashMap<>();
      AgainstFirst againstFirst =
          new AgainstFirst(evidence.blocks(Trial.BASELINE, layer), terms.dimension(), continuous);
      for (String quantizer : selected.quantizers()) {
        Subject subject = Subject.of(layer.name(), quantizer);
        double cosine =
            FilterCosines.read(evidence.weights(layer), layer, quantizer).mean().value();
        ProductComparison products =
            ProductComparison.read(
                evidence.blocks(Trial.BASELINE, layer),
                quantizer,
                terms.dimension(),
                terms.ofInputs(Weights.quantizedBy(quantizer)),
                continuous);
        double gaussian = GaussianProducts.correlation(evidence.weights(layer), quantizer);
        findings.addAll(products.findings(subject, cosine, "wᵇ·a", "wᶜ·a"));
        findings.add(products.r().fromOne().finding(subject, "lost", 1 - gaussian));
        findings.add(
            Decibels.ofCorrelation(products.r())
                .finding(subject, "r-db", Decibels.ofCorrelation(gaussian)));
        Verdict verdict =
            Shortfall.decides(gaussian)
                ? CorrelationGrading.verdict(subject, products, gaussian)
                : grading.verdict(subject, products, "the weights' mean cosine is", cosine);
        verdicts.add(verdict);
        againstFirst
            .against(subject, terms.ofInputs(Weights.quantizedBy(quantizer)), products)
            .ifPresent(findings::add);
        correlations.put(quantizer, products.r());
        if (verdict.grade() == Grade.DEGRADED) {
          remedies.add(continuous(subject, layer, evidence.layers()));
        }
      }
      remedies.addAll(new Alternatives(layer.name(), correlations).remedies());
    }
    return new Conclusion(findings, verdicts, remedies);
  }

  /**
   * Returns what the paper recommends of first layers (its introduction): their weights are few.
   */
  private static Remedy continuous(Subject subject, LayerShape layer, List<LayerShape> layers) {
    double all = layers.stream().mapToDouble(DotProduct::weights).sum();
    return new Remedy(
        subject,
        Optional.empty(),
        String.format(
            Locale.ROOT,
            "continuous weights (%.2f %% of the weights measured)",
            100 * weights(layer) / all));
  }

  private static double weights(LayerShape layer) {
    return (double) layer.filters() * layer.dimension();
  }
}
