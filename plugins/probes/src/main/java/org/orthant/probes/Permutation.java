package org.orthant.probes;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.orthant.api.Doc;
import org.orthant.api.Id;
import org.orthant.api.InvalidParameterException;
import org.orthant.api.finding.Conclusion;
import org.orthant.api.finding.Finding;
import org.orthant.api.finding.Grade;
import org.orthant.api.finding.Subject;
import org.orthant.api.finding.Verdict;
import org.orthant.api.interval.Interval;
import org.orthant.api.measure.Block;
import org.orthant.api.measure.Evidence;
import org.orthant.api.measure.LayerView;
import org.orthant.api.measure.Needs;
import org.orthant.api.measure.Recording;
import org.orthant.api.measure.SelectedLayer;
import org.orthant.api.measure.Stats;
import org.orthant.api.measure.Trial;
import org.orthant.api.measure.Weights;
import org.orthant.api.model.LayerShape;
import org.orthant.api.spi.Probe;
import org.orthant.probes.estimate.Estimate;
import org.orthant.probes.estimate.Thresholds;
import org.orthant.probes.layer.TermBounds;
import org.orthant.probes.layer.UnknownWeights;

/**
 * Whether the dot products owe their proportionality to the weights alone or to the structure of
 * the layer's inputs: Pearson's r of wᵇ·a with wᶜ·a, over test images that pass the network as
 * trained, before and after the inputs are shuffled. One permutation serves all weights.
 *
 * <p>Shuffled inputs are nearly independent and of equal variance; for such, if their mean is 0,
 * the r of each filter is cos∠(wᵇ, wᶜ). Pooled over filters, r also holds how the filters' scales
 * and, where inputs have a mean, their sums compare.
 *
 * <p>The verdict rests on how far r rises when the inputs are shuffled, pooled over filters, and on
 * the 95 % interval of this rise from leaving out one group of images at a time: a rise says that
 * the inputs lie in directions that quantization distorts more than others. SOUND: the whole
 * interval lies below {@code strained}. DEGRADED: the whole interval lies above {@code degraded}.
 * STRAINED: it lies in between. UNCERTAIN: it is too wide to tell. NOT_EVALUATED: there is no
 * interval, as where no filter's r is defined before or after, or the continuous weights are not
 * known.
 *
 * <p>In a layer with groups, numbers are shuffled among those that meet the same filters; a vector
 * of a depthwise layer holds one channel, so that its taps alone are shuffled, and the verdict says
 * so.
 *
 * <p>Source: Anderson and Berg, arXiv 1705.07199, sections 3.3 and 5.3 and figure 4, left.
 */
@Id("permutation")
@Doc(
    value = "Whether the structure of a layer's inputs helps or harms its dot products",
    formula = "r(wᵇ·a, wᶜ·a) of shuffled a; cos∠(wᵇ, wᶜ) per filter of independent a",
    source = "Anderson and Berg, arXiv 1705.07199, sections 3.3 and 5.3")
public record Permutation(
    @Doc("How many test images pass the network") int images,
    @Doc(
            "Among what inputs are shuffled: all of 25 images (tensor), each image, each patch, or"
                + " each component of the patches over all of them (samples)")
        PermutationScope scope,
    @Doc("From which rise of Pearson's r by shuffling a layer is strained") double strained,
    @Doc("Above which rise of Pearson's r by shuffling a layer is degraded") double degraded)
    implements Probe {

  public Permutation() {
    this(500, PermutationScope.TENSOR, 0.02, 0.1);
  }

  public Permutation {
    InvalidParameterException.unless(images >= 1, "images", "must be at least 1", images);
    InvalidParameterException.unless(
        strained > 0 && strained <= 2, "strained", "must be above 0 and at most 2", strained);
    InvalidParameterException.unless(
        degraded >= strained && degraded <= 2,
        "degraded",
        "must be at least strained, which is " + strained + ", and at most 2",
        degraded);
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
    if (!block.layer().continuous()) {
      return;
    }
    TermBounds.write(block, out);
    int filters = block.layer().shape().filters();
    float[] continuous = block.dots(Weights.CONTINUOUS);
    try (INDArray rows = scope.rows(block)) {
      float[] permuted = Products.of(block, Weights.CONTINUOUS, rows);
      for (String quantizer : block.quantizers()) {
        Weights weights = Weights.quantizedBy(quantizer);
        PermutationEffect.ORIGINAL.write(out, quantizer, filters, block.dots(weights), continuous);
        PermutationEffect.PERMUTED.write(
            out, quantizer, filters, Products.of(block, weights, rows), permuted);
      }
    }
  }

  @Override
  public Conclusion conclude(Evidence evidence) {
    List<Finding> findings = new ArrayList<>();
    List<Verdict> verdicts = new ArrayList<>();
    for (SelectedLayer selected : evidence.selected()) {
      if (!selected.continuous()) {
        verdicts.addAll(UnknownWeights.ofQuantizers(selected));
        continue;
      }
      LayerShape layer = selected.shape();
      TermBounds terms = TermBounds.of(evidence, layer);
      for (String quantizer : selected.quantizers()) {
        Subject subject = Subject.of(layer.name(), quantizer);
        Recording blocks = evidence.blocks(Trial.BASELINE, layer);
        PermutationEffect effect = PermutationEffect.read(blocks, quantizer, terms);
        findings.addAll(
            effect.findings(
                subject, FilterCosines.read(evidence.weights(layer), layer, quantizer)));
        verdicts.add(verdict(subject, layer, effect));
      }
    }
    return new Conclusion(findings, verdicts);
  }

  private Verdict verdict(Subject subject, LayerShape layer, PermutationEffect effect) {
    Estimate rise = effect.rise();
    if (rise.interval().isEmpty()) {
      return new Verdict(subject, Grade.NOT_EVALUATED, effect.missing());
    }
    Interval interval = rise.interval().get();
    Thresholds thresholds = new Thresholds(strained, degraded);
    Grade grade = thresholds.grade(interval);
    return thresholds
        .more(rise.value(), interval)
        .verdict(
            subject,
            grade,
            String.format(
                Locale.ROOT,
                "Shuffling the inputs (scope %s%s) takes Pearson's r from %.3f to %.3f, a change of %+.3f"
                    + " (95 %% interval %+.3f to %+.3f, %s), %s; so %s;"
                    + " the median filter goes from %.3f to %.3f",
                scope.name().toLowerCase(Locale.ROOT),
                among(layer),
                effect.original().r().value(),
                effect.permuted().r().value(),
                rise.value(),
                interval.low(),
                interval.high(),
                rise.groups(),
                thresholds.where(grade),
                meaning(interval),
                effect.original().filters().median(),
                effect.permuted().filters().median()));
  }

  /**
   * Returns what groups leave of the scope, in words; empty where every filter meets all channels.
   */
  private static String among(LayerShape layer) {
    if (layer.groups() == 1) {
      return "";
    }
    return layer.channelsPerGroup() == 1
        ? ", of a depthwise layer, so that each channel is shuffled by itself and a vector's taps alone"
        : String.format(
            Locale.ROOT, ", each of the %d groups of channels by itself", layer.groups());
  }

  private static String meaning(Interval rise) {
    if (rise.low() > 0) {
      return "quantization distorts the products of these inputs more than those of inputs without"
          + " structure";
    }
    return rise.high() < 0
        ? "the structure of the inputs protects their products from quantization"
        : "whether the structure of the inputs matters does not show";
  }
}
