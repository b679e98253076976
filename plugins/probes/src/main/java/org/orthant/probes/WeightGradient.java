package org.orthant.probes;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.orthant.api.Doc;
import org.orthant.api.Id;
import org.orthant.api.InvalidParameterException;
import org.orthant.api.finding.Conclusion;
import org.orthant.api.finding.Finding;
import org.orthant.api.finding.Subject;
import org.orthant.api.finding.Verdict;
import org.orthant.api.measure.Change;
import org.orthant.api.measure.Evidence;
import org.orthant.api.measure.Gradient;
import org.orthant.api.measure.Key;
import org.orthant.api.measure.Needs;
import org.orthant.api.measure.SelectedLayer;
import org.orthant.api.measure.Stats;
import org.orthant.api.measure.Trial;
import org.orthant.api.measure.Weights;
import org.orthant.api.model.LayerShape;
import org.orthant.api.spi.Probe;
import org.orthant.api.statistics.VectorSum;
import org.orthant.probes.estimate.Estimate;
import org.orthant.probes.interval.Jackknife;
import org.orthant.probes.layer.UnknownWeights;

/**
 * Whether the gradient that trains a layer's continuous weights, taken at the weights the layer
 * computes with, points where the gradient at the continuous weights themselves would: the cosine
 * between the two, each summed over test images. Batch normalization is refitted for both, since
 * other weights rescale the dot products. It judges nothing: where the two agree, training lost
 * nothing by the straight-through estimator, but no threshold for it is known. A layer whose
 * continuous weights are not known, or that computes with them, is NOT_EVALUATED.
 *
 * <p>The interval comes from leaving out one filter at a time.
 *
 * <p>Source: Anderson and Berg, arXiv 1705.07199, section 3.2.
 */
@Id("gradient")
@Doc(
    value = "Whether the gradient at the quantized weights points where the one at wᶜ does",
    formula = "cos∠(∂L/∂w at wᵇ, ∂L/∂w at wᶜ), L the loss of the training",
    source = "Anderson and Berg, arXiv 1705.07199, section 3.2")
public record WeightGradient(
    @Doc("How many test images the gradients are summed over") int images,
    @Doc("To how many training images to refit batch normalization") int refit)
    implements Probe {
  private static final Key<VectorSum> GRADIENT = Key.total("gradient", VectorSum.class);

  public WeightGradient() {
    this(250, 2000);
  }

  public WeightGradient {
    InvalidParameterException.unless(images >= 1, "images", "must be at least 1", images);
    InvalidParameterException.unless(refit >= 1, "refit", "must be at least 1", refit);
  }

  @Override
  public Needs needs() {
    return Needs.gradients(images);
  }

  @Override
  public List<Trial> trials(List<SelectedLayer> layers) {
    List<Trial> trials = new ArrayList<>(List.of(Trial.refitted(refit)));
    layers.stream()
        .filter(SelectedLayer::hasOtherWeights)
        .forEach(layer -> trials.add(continuous(layer.name())));
    return trials;
  }

  private Trial continuous(String layer) {
    return new Trial(Map.of(layer, Change.of(Weights.CONTINUOUS)), refit);
  }

  @Override
  public void onGradient(Gradient gradient, Stats out) {
    LayerShape shape = gradient.layer().shape();
    Trial trial = gradient.trial();
    boolean asked = trial.equals(Trial.refitted(refit)) || trial.equals(continuous(shape.name()));
    if (asked && gradient.layer().continuous()) {
      int length = Math.multiplyExact(shape.filters(), shape.dimension());
      try (INDArray ofWeights = gradient.ofWeights()) {
        out.at(GRADIENT, () -> new VectorSum(length)).add(ofWeights.data().asFloat());
      }
    }
  }

  @Override
  public Conclusion conclude(Evidence evidence) {
    List<Finding> findings = new ArrayList<>();
    List<Verdict> verdicts = new ArrayList<>();
    for (SelectedLayer selected : evidence.selected()) {
      if (!selected.continuous()) {
        verdicts.add(UnknownWeights.ofLayer(selected));
        continue;
      }
      if (!selected.quantized()) {
        verdicts.add(
            Verdict.notAsked(
                Subject.layer(selected.name()),
                selected.name()
                    + " computes with its continuous weights: there are no others whose gradient to"
                    + " compare"));
        continue;
      }
      LayerShape layer = selected.shape();
      List<VectorSum> filters =
          productsOfFilters(
              layer.dimension(),
              evidence.blocks(Trial.refitted(refit), layer).total(GRADIENT).components(),
              evidence.blocks(continuous(layer.name()), layer).total(GRADIENT).components());
      findings.addAll(findings(Subject.layer(layer.name()), filters));
    }
    return new Conclusion(findings, verdicts);
  }

  private static List<Finding> findings(Subject subject, List<VectorSum> filters) {
    VectorSum all = noProducts();
    filters.forEach(all::merge);
    Estimate pooled =
        new Estimate(
            cosine(all),
            Jackknife.ofEqual(filters, WeightGradient::noProducts)
                .interval(WeightGradient::cosine)
                .map(ends -> ends.clipped(-1, 1)),
            filters.size());
    SortedSample defined =
        new SortedSample(filters.stream().mapToDouble(WeightGradient::cosine).toArray());
    List<Finding> findings = new ArrayList<>();
    findings.add(pooled.finding(subject, "cosine"));
    findings.add(
        Finding.Scalar.of(subject, "filter-cosine-median", defined.quantile(0.5), defined.count()));
    int undefined = filters.size() - defined.count();
    if (undefined > 0) {
      findings.add(Finding.Scalar.of(subject, "undefined-filters", undefined, filters.size()));
    }
    return findings;
  }

  /** Of each filter x·y, x·x and y·y, of which pooled ones are the sums. */
  private static List<VectorSum> productsOfFilters(int dimension, double[] x, double[] y) {
    List<VectorSum> filters = new ArrayList<>();
    for (int first = 0; first < x.length; first += dimension) {
      double[] ofX = Arrays.copyOfRange(x, first, first + dimension);
      double[] ofY = Arrays.copyOfRange(y, first, first + dimension);
      VectorSum products = noProducts();
      products.add(dot(ofX, ofY), dot(ofX, ofX), dot(ofY, ofY));
      filters.add(products);
    }
    return filters;
  }

  private static VectorSum noProducts() {
    return new VectorSum(3);
  }

  private static double dot(double[] x, double[] y) {
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      sum += x[i] * y[i];
    }
    return sum;
  }

  /** NaN where a gradient vanishes; rounding does not take it beyond ±1. */
  private static double cosine(VectorSum products) {
    double[] sums = products.components();
    double cosine = sums[0] / (Math.sqrt(sums[1]) * Math.sqrt(sums[2]));
    return Math.max(-1, Math.min(1, cosine));
  }
}
