package org.orthant.probes;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.orthant.api.Doc;
import org.orthant.api.Id;
import org.orthant.api.InvalidParameterException;
import org.orthant.api.finding.Conclusion;
import org.orthant.api.finding.Finding;
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
import org.orthant.probes.estimate.Decibels;
import org.orthant.probes.estimate.Estimate;
import org.orthant.probes.geometry.RowCosines;
import org.orthant.probes.interval.Jackknife;
import org.orthant.probes.layer.UnknownWeights;

/**
 * How the variance of a layer's inputs, or of its filters, is spread over its principal components,
 * beside equal variances, which is what the theory of the angle assumes. It judges nothing, but a
 * layer whose dimension is above {@code limit} is NOT_EVALUATED.
 *
 * <p>Of a layer's inputs it also says what their covariance C makes of each quantizer: r = wᵀCb /
 * √(wᵀCw · bᵀCb) of each filter w and quantized filter b, which is the correlation that dot
 * products have over these inputs, and how the loss 1 − r² is spread over the principal components.
 * An error b − cw that lies in no direction more than in another would lose along each component as
 * much as the component has of the variance; where the first components take more, the structure of
 * the inputs is why the layer suffers.
 *
 * <p>In a layer with groups each group of channels has a covariance of its own, and what is said of
 * the layer is the mean over its groups of what holds for each: a filter meets the vectors of its
 * group alone, and the variance of all groups together would look more evenly spread than what any
 * filter sees. A group that never changes counts in no mean. Filters of a depthwise layer have no
 * components but taps, the same in every group, and are taken together. Where the continuous
 * weights are not known, the filters' spectrum and what is said of quantizers are NOT_EVALUATED.
 *
 * <p>Intervals come from leaving out a twentieth of the observations at a time, these being groups
 * of images or filters. The components themselves stay those of all, so that the fractions are
 * right up to the second order of the change. Both numbers are those of the sample: where there are
 * not many more vectors than dimensions, the first components look larger, and the participation
 * ratio smaller, than they are in the population, and the intervals do not tell.
 *
 * <p>Source: Anderson and Berg, arXiv 1705.07199, on the patches of CIFAR-10.
 */
@Id("spectrum")
@Doc(
    value = "How the variance of a layer's inputs or filters is spread over principal components",
    formula = "Σ_{i≤k} λᵢ / tr C, k/d of equal variances; participation ratio (tr C)² / tr(C²)",
    source = "Anderson and Berg, arXiv 1705.07199")
public record Spectrum(
    @Doc("Whose spectrum: that of the layers' inputs or of their weights") SpectrumOf of,
    @Doc("How many test images pass the network, for inputs") int images,
    @Doc(
            "Up to which dimension d, or d times the root of the number of groups, a layer is"
                + " evaluated: each group takes 80 d² bytes and a time of d³")
        int limit)
    implements Probe {
  /** The largest d whose d² numbers fit into one array. */
  private static final int LARGEST = 46_340;

  private static final int LEADING = 4;
  private static final int MOST_POINTS = 200;

  public Spectrum() {
    this(SpectrumOf.INPUTS, 200, 1152);
  }

  public Spectrum {
    InvalidParameterException.unless(images >= 1, "images", "must be at least 1", images);
    InvalidParameterException.unless(
        limit >= 1 && limit <= LARGEST, "limit", "must lie between 1 and " + LARGEST, limit);
  }

  @Override
  public Needs needs() {
    return of == SpectrumOf.INPUTS ? Needs.inputs(images) : Needs.WEIGHTS;
  }

  @Override
  public void onWeights(LayerView layer, Stats out) {
    if (layer.layer().continuous() && isEvaluated(layer.layer().shape())) {
      CovarianceParts.writeRows(
          out, layer.weights(Weights.CONTINUOUS), groups(layer.layer().shape()));
    }
  }

  @Override
  public void onBlock(Block block, Stats out) {
    LayerShape shape = block.layer().shape();
    if (isEvaluated(shape)) {
      CovarianceParts.writeGroup(out, block.group(), block.unfold(block.inputs()), groups(shape));
    }
  }

  /**
   * Returns how many parts of the vectors have a covariance of their own: those that meet other
   * channels. The filters of a depthwise layer are all made of the same taps.
   */
  private int groups(LayerShape layer) {
    return of == SpectrumOf.WEIGHTS && layer.channelsPerGroup() == 1 ? 1 : layer.groups();
  }

  private boolean isEvaluated(LayerShape layer) {
    return numbers(layer) <= (long) limit * limit;
  }

  /** Returns how many numbers the layer's covariance has. */
  private long numbers(LayerShape layer) {
    return (long) groups(layer) * layer.dimension() * layer.dimension();
  }

  @Override
  public Conclusion conclude(Evidence evidence) {
    List<Finding> findings = new ArrayList<>();
    List<Verdict> verdicts = new ArrayList<>();
    for (SelectedLayer selected : evidence.selected()) {
      LayerShape layer = selected.shape();
      if (!selected.continuous() && of == SpectrumOf.WEIGHTS) {
        verdicts.add(UnknownWeights.ofLayer(selected));
      } else if (isEvaluated(layer)) {
        conclude(evidence, selected, findings);
        if (!selected.continuous()) {
          verdicts.addAll(UnknownWeights.ofQuantizers(selected));
        }
      } else {
        verdicts.add(notEvaluated(layer));
      }
    }
    return new Conclusion(findings, verdicts);
  }

  private void conclude(Evidence evidence, SelectedLayer selected, List<Finding> findings) {
    LayerShape layer = selected.shape();
    Recording recording =
        of == SpectrumOf.INPUTS ? evidence.blocks(Trial.BASELINE, layer) : evidence.weights(layer);
    CovarianceParts vectors = CovarianceParts.read(recording, groups(layer));
    LayerComponents components = LayerComponents.of(vectors.all());
    findings.addAll(findings(Subject.layer(layer.name()), vectors, components));
    if (of == SpectrumOf.INPUTS && selected.continuous()) {
      for (String quantizer : selected.quantizers()) {
        findings.addAll(products(evidence.view(layer), quantizer, components));
      }
    }
  }

  private Verdict notEvaluated(LayerShape layer) {
    int enough = (int) Math.ceil(Math.sqrt((double) numbers(layer)));
    return Verdict.notAsked(
        Subject.layer(layer.name()),
        String.format(
            Locale.ROOT,
            "d = %d%s is above limit = %d; with limit: %d the covariance of this layer takes %d MB",
            layer.dimension(),
            groups(layer) == 1 ? "" : " in each of " + groups(layer) + " groups of channels",
            limit,
            enough,
            80L * numbers(layer) / 1_000_000));
  }

  private static List<Finding> findings(
      Subject subject, CovarianceParts vectors, LayerComponents components) {
    LayerCovariance all = vectors.all();
    int dimension = all.dimension();
    int leading = Math.min(LEADING, dimension);
    double[] values = components.estimates(all, leading);
    Jackknife<LayerCovariance> parts =
        Jackknife.of(
            vectors.parts(),
            () -> LayerCovariance.empty(all.groups().size(), dimension),
            LayerCovariance::count);
    List<Optional<Interval>> intervals =
        parts.intervals(part -> components.estimates(part, leading));
    long n = vectors.observations() - (vectors.parts().size() - parts.n());
    List<Finding> findings = new ArrayList<>();
    for (int k = 1; k <= leading; k++) {
      findings.add(
          new Estimate(values[k - 1], intervals.get(k - 1).map(Interval::ofFraction), n)
              .finding(subject, "variance-explained-" + k, (double) k / dimension));
    }
    findings.add(
        new Estimate(
                values[leading], intervals.get(leading).map(ends -> ends.clipped(1, dimension)), n)
            .finding(subject, "participation-ratio", dimension));
    if (Double.isFinite(values[0])) {
      double[] equal =
          IntStream.rangeClosed(1, dimension).mapToDouble(k -> (double) k / dimension).toArray();
      findings.add(
          curve(
              subject,
              "variance-explained",
              "fraction of the variance",
              components.varianceExplained(),
              equal));
    }
    return findings;
  }

  /** Returns what the covariance says of the dot products with quantized and continuous filters. */
  private static List<Finding> products(
      LayerView layer, String quantizer, LayerComponents components) {
    Subject subject = Subject.of(layer.layer().name(), quantizer);
    LayerProducts products =
        LayerProducts.of(
            layer.layer().shape(),
            layer.weights(Weights.CONTINUOUS),
            layer.weights(Weights.quantizedBy(quantizer)),
            components);
    SortedSample r = new SortedSample(products.correlations());
    double cosine = cosineMedian(layer, quantizer);
    double[] loss = products.loss();
    double whole = DoubleStream.of(loss).sum();
    double[] explained = components.varianceExplained();
    List<Finding> findings = new ArrayList<>();
    findings.add(
        Finding.Scalar.of(subject, "closed-form-r-median", r.quantile(0.5), r.count())
            .expecting(cosine));
    findings.add(
        Finding.Scalar.of(subject, "closed-form-r-lower-quartile", r.quantile(0.25), r.count()));
    findings.add(
        Finding.Scalar.of(subject, "closed-form-r-upper-quartile", r.quantile(0.75), r.count()));
    findings.add(
        Finding.Scalar.of(subject, "closed-form-lost-median", 1 - r.quantile(0.5), r.count())
            .expecting(1 - cosine));
    findings.add(
        Finding.Scalar.of(
                subject,
                "closed-form-r-db-median",
                Decibels.ofCorrelation(r.quantile(0.5)),
                r.count())
            .expecting(Decibels.ofCorrelation(cosine)));
    if (!(whole > 0)) {
      return findings;
    }
    double[] cumulative = new double[loss.length];
    double sum = 0;
    for (int k = 0; k < loss.length; k++) {
      sum += loss[k];
      cumulative[k] = sum / whole;
    }
    for (int k = 1; k <= Math.min(LEADING, loss.length); k++) {
      findings.add(
          Finding.Scalar.of(subject, "loss-share-" + k, cumulative[k - 1], r.count())
              .expecting(explained[k - 1]));
    }
    findings.add(
        curve(subject, "loss-share", "fraction of the loss 1 − r²", cumulative, explained));
    return findings;
  }

  /** The median of the cosines between the filters and the quantized ones: r where C = σ²I. */
  private static double cosineMedian(LayerView layer, String quantizer) {
    return new SortedSample(
            RowCosines.of(
                layer.weights(Weights.CONTINUOUS), layer.weights(Weights.quantizedBy(quantizer))))
        .quantile(0.5);
  }

  private static Finding curve(
      Subject subject, String metric, String label, double[] fractions, double[] expected) {
    List<Integer> shown = shown(fractions.length);
    return new Finding.Curve(
        subject,
        metric,
        "principal components",
        shown.stream().map(Integer::doubleValue).toList(),
        label,
        shown.stream().map(k -> fractions[k - 1]).toList(),
        shown.stream().map(k -> expected[k - 1]).toList());
  }

  /** The first component and the last, and between them more towards the first. */
  private static List<Integer> shown(int dimension) {
    if (dimension <= MOST_POINTS) {
      return IntStream.rangeClosed(1, dimension).boxed().toList();
    }
    return IntStream.range(0, MOST_POINTS)
        .mapToObj(i -> (int) Math.round(StrictMath.pow(dimension, i / (MOST_POINTS - 1.0))))
        .distinct()
        .toList();
  }
}
