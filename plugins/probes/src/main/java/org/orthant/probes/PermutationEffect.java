package org.orthant.probes;

import java.util.ArrayList;
import java.util.List;
import org.orthant.api.finding.Finding;
import org.orthant.api.finding.Subject;
import org.orthant.api.measure.Recording;
import org.orthant.api.measure.Weights;
import org.orthant.probes.estimate.Estimate;
import org.orthant.probes.layer.TermBounds;

/**
 * What shuffling a layer's inputs does to Pearson's r of their products with quantized and
 * continuous weights.
 *
 * @param original of the inputs as they are
 * @param permuted of the shuffled inputs
 * @param rise of r by shuffling
 */
record PermutationEffect(Correlation original, Correlation permuted, Estimate rise) {
  /** Where the products with the inputs as they are stand. */
  static final ProductCorrelation ORIGINAL = ProductCorrelation.named("original");

  /** Where the products with the shuffled inputs stand. */
  static final ProductCorrelation PERMUTED = ProductCorrelation.named("permuted");

  /** Finds it for one quantizer. Where r says nothing before or after, its rise has no interval. */
  static PermutationEffect read(Recording blocks, String quantizer, TermBounds terms) {
    int dimension = terms.dimension();
    double[] x = terms.ofInputs(Weights.quantizedBy(quantizer));
    double[] y = terms.ofInputs(Weights.CONTINUOUS);
    Correlation original = ORIGINAL.read(blocks, quantizer, dimension, x, y);
    Correlation permuted = PERMUTED.read(blocks, quantizer, dimension, x, y);
    return new PermutationEffect(
        original,
        permuted,
        CorrelationChange.of(
            ORIGINAL.groups(blocks, quantizer, dimension, x, y),
            original,
            PERMUTED.groups(blocks, quantizer, dimension, x, y),
            permuted));
  }

  /** Why the rise has no interval. */
  String missing() {
    return original
        .missing()
        .or(() -> permuted.missing().map(reason -> "Once the inputs are shuffled: " + reason))
        .orElse("the change of Pearson's r is undefined without one of the groups of images");
  }

  /**
   * All that is found.
   *
   * @param cosines cos∠(wᵇ, wᶜ), which theory expects of shuffled inputs
   */
  List<Finding> findings(Subject subject, PerFilter cosines) {
    Estimate cosine = cosines.mean().clipped(-1, 1);
    List<Finding> findings = new ArrayList<>();
    findings.add(original.r().finding(subject, "pearson-r"));
    findings.add(permuted.r().finding(subject, "permuted-r", cosine.value()));
    findings.add(rise.finding(subject, "permuted-r-minus-pearson-r", 0));
    findings.add(cosine.finding(subject, "cosine"));
    PerFilter filters = original.filters();
    PerFilter permutedFilters = permuted.filters();
    findings.add(
        permutedFilters
            .minus(cosines)
            .mean()
            .clipped(-2, 2)
            .finding(subject, "permuted-r-minus-cosine", 0));
    findings.addAll(filters.quartiles(subject, "filter-r"));
    findings.addAll(permutedFilters.quartiles(subject, "filter-permuted-r", cosines));
    permutedFilters.minus(filters).undefined(subject).ifPresent(findings::add);
    return findings;
  }
}
