package org.orthant.probes;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
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
import org.orthant.api.measure.Stats;
import org.orthant.api.measure.Trial;
import org.orthant.api.measure.Weights;
import org.orthant.api.model.LayerShape;
import org.orthant.api.spi.Probe;
import org.orthant.api.statistics.Covariance;
import org.orthant.probes.geometry.LinearProducts;
import org.orthant.probes.geometry.ParticipationRatio;
import org.orthant.probes.geometry.PrincipalComponents;
import org.orthant.probes.geometry.RowCosines;
import org.orthant.probes.interval.Jackknife;

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
    @Doc("Up to which dimension d a layer is evaluated: it takes 80 d² bytes and a time of d³")
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
    if (isEvaluated(layer.layer().shape())) {
      CovarianceParts.writeRows(out, layer.weights(Weights.CONTINUOUS));
    }
  }

  @Override
  public void onBlock(Block block, Stats out) {
    if (isEvaluated(block.layer().shape())) {
      CovarianceParts.writeGroup(out, block.group(), block.unfold(block.inputs()));
    }
  }

  private boolean isEvaluated(LayerShape layer) {
    return layer.dimension() <= limit;
  }

  @Override
  public Conclusion conclude(Evidence evidence) {
    List<Finding> findings = new ArrayList<>();
    List<Verdict> verdicts = new ArrayList<>();
    for (LayerShape layer : evidence.layers()) {
      Subject subject = Subject.layer(layer.name());
      if (isEvaluated(layer)) {
        Recording recording =
            of == SpectrumOf.INPUTS
                ? evidence.blocks(Trial.BASELINE, layer)
                : evidence.weights(layer);
        CovarianceParts vectors = CovarianceParts.read(recording);
        PrincipalComponents components = PrincipalComponents.of(matrix(vectors.all()));
        findings.addAll(findings(subject, vectors, components));
        if (of == SpectrumOf.INPUTS) {
          for (String quantizer : evidence.quantizers(layer)) {
            findings.addAll(
                products(evidence.view(layer), quantizer, matrix(vectors.all()), components));
          }
        }
      } else {
        verdicts.add(notEvaluated(subject, layer.dimension()));
      }
    }
    return new Conclusion(findings, verdicts);
  }

  private Verdict notEvaluated(Subject subject, int dimension) {
    return Verdict.notAsked(
        subject,
        String.format(
            Locale.ROOT,
            "d = %d is above limit = %d; with limit: %d the covariance of this layer takes %d MB",
            dimension,
            limit,
            dimension,
            80L * dimension * dimension / 1_000_000));
  }

  private static List<Finding> findings(
      Subject subject, CovarianceParts vectors, PrincipalComponents components) {
    Covariance all = vectors.all();
    int dimension = all.dimension();
    int leading = Math.min(LEADING, dimension);
    double[] values = estimates(matrix(all), components, leading);
    Jackknife<Covariance> parts =
        Jackknife.of(vectors.parts(), () -> new Covariance(dimension), Covariance::count);
    List<Optional<Interval>> intervals =
        parts.intervals(part -> estimates(matrix(part), components, leading));
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

  /** What the covariance says of the dot products with quantized and continuous filters. */
  private static List<Finding> products(
      LayerView layer, String quantizer, DMatrixRMaj covariance, PrincipalComponents components) {
    Subject subject = Subject.of(layer.layer().name(), quantizer);
    LinearProducts products =
        new LinearProducts(
            filters(layer, Weights.CONTINUOUS),
            filters(layer, Weights.quantizedBy(quantizer)),
            covariance);
    SortedSample r = new SortedSample(products.correlations());
    double[] loss = products.loss(components);
    double whole = DoubleStream.of(loss).sum();
    double[] explained = components.varianceExplained();
    List<Finding> findings = new ArrayList<>();
    findings.add(
        Finding.Scalar.of(subject, "closed-form-r-median", r.quantile(0.5), r.count())
            .expecting(cosineMedian(layer, quantizer)));
    findings.add(
        Finding.Scalar.of(subject, "closed-form-r-lower-quartile", r.quantile(0.25), r.count()));
    findings.add(
        Finding.Scalar.of(subject, "closed-form-r-upper-quartile", r.quantile(0.75), r.count()));
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

  private static DMatrixRMaj filters(LayerView layer, Weights weights) {
    LayerShape shape = layer.layer().shape();
    return DMatrixRMaj.wrap(
        shape.filters(), shape.dimension(), layer.weights(weights).data().asDouble());
  }

  private static DMatrixRMaj matrix(Covariance covariance) {
    int dimension = covariance.dimension();
    return DMatrixRMaj.wrap(dimension, dimension, covariance.matrix());
  }

  /** What the first components explain, and last the participation ratio. */
  private static double[] estimates(
      DMatrixRMaj covariance, PrincipalComponents components, int leading) {
    return DoubleStream.concat(
            Arrays.stream(components.varianceExplained(covariance, leading)),
            DoubleStream.of(ParticipationRatio.of(covariance)))
        .toArray();
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
