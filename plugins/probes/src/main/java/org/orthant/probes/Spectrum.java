package org.orthant.probes;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.orthant.api.Doc;
import org.orthant.api.Id;
import org.orthant.api.InvalidParameterException;
import org.orthant.api.finding.Conclusion;
import org.orthant.api.finding.Finding;
import org.orthant.api.finding.Grade;
import org.orthant.api.finding.Subject;
import org.orthant.api.finding.Verdict;
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
import org.orthant.probes.geometry.ParticipationRatio;
import org.orthant.probes.geometry.PrincipalComponents;
import org.orthant.probes.interval.Interval;
import org.orthant.probes.interval.Jackknife;

/**
 * How the variance of a layer's inputs, or of its filters, is spread over its principal components,
 * beside equal variances, which is what the theory of the angle assumes. It judges nothing, but a
 * layer whose dimension is above {@code limit} is NOT_EVALUATED.
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
        findings.addAll(findings(subject, CovarianceParts.read(recording)));
      } else {
        verdicts.add(notEvaluated(subject, layer.dimension()));
      }
    }
    return new Conclusion(findings, verdicts);
  }

  private Verdict notEvaluated(Subject subject, int dimension) {
    return new Verdict(
        subject,
        Grade.NOT_EVALUATED,
        "d = %d is above limit = %d; with limit: %d the covariance of this layer takes %d MB"
            .formatted(dimension, limit, dimension, 80L * dimension * dimension / 1_000_000));
  }

  private static List<Finding> findings(Subject subject, CovarianceParts vectors) {
    Covariance all = vectors.all();
    int dimension = all.dimension();
    int leading = Math.min(LEADING, dimension);
    DMatrixRMaj matrix = matrix(all);
    PrincipalComponents components = PrincipalComponents.of(matrix);
    double[] values = estimates(matrix, components, leading);
    List<Optional<Interval>> intervals =
        Jackknife.intervals(
            vectors.parts(),
            () -> new Covariance(dimension),
            part -> estimates(matrix(part), components, leading));
    List<Finding> findings = new ArrayList<>();
    for (int k = 1; k <= leading; k++) {
      findings.add(
          new Estimate(
                  values[k - 1],
                  intervals.get(k - 1).map(Interval::ofFraction),
                  vectors.observations())
              .finding(subject, "variance-explained-" + k, (double) k / dimension));
    }
    findings.add(
        new Estimate(
                values[leading],
                intervals
                    .get(leading)
                    .map(ends -> ends.map(end -> Math.max(1, Math.min(dimension, end)))),
                vectors.observations())
            .finding(subject, "participation-ratio", dimension));
    if (Double.isFinite(values[0])) {
      findings.add(curve(subject, components.varianceExplained()));
    }
    return findings;
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

  private static Finding curve(Subject subject, double[] explained) {
    int dimension = explained.length;
    List<Integer> shown = shown(dimension);
    return new Finding.Curve(
        subject,
        "variance-explained",
        "principal components",
        shown.stream().map(Integer::doubleValue).toList(),
        "fraction of the variance",
        shown.stream().map(k -> explained[k - 1]).toList(),
        shown.stream().map(k -> (double) k / dimension).toList());
  }

  /** The first component and the last, and between them more towards the first. */
  private static List<Integer> shown(int dimension) {
    if (dimension <= MOST_POINTS) {
      return IntStream.rangeClosed(1, dimension).boxed().toList();
    }
    return IntStream.range(0, MOST_POINTS)
        .mapToObj(i -> (int) Math.round(Math.pow(dimension, i / (MOST_POINTS - 1.0))))
        .distinct()
        .toList();
  }
}
