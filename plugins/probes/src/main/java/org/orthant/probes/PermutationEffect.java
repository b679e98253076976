package org.orthant.probes;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.orthant.api.finding.Finding;
import org.orthant.api.finding.Subject;
import org.orthant.api.measure.Recording;
import org.orthant.api.measure.Weights;
import org.orthant.api.statistics.Comoments;
import org.orthant.api.statistics.Mergeable;
import org.orthant.probes.estimate.Estimate;
import org.orthant.probes.interval.Jackknife;
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
        new Estimate(
            permuted.r().value() - original.r().value(),
            Jackknife.of(
                    pairs(
                        ORIGINAL.groups(blocks, quantizer, dimension, x, y),
                        PERMUTED.groups(blocks, quantizer, dimension, x, y)),
                    Pair::new,
                    Pair::count)
                .interval(Pair::rise)
                .filter(ends -> original.missing().isEmpty() && permuted.missing().isEmpty())
                .map(ends -> ends.clipped(-2, 2)),
            original.r().n()));
  }

  private static List<Pair> pairs(List<Comoments> original, List<Comoments> permuted) {
    return IntStream.range(0, original.size())
        .mapToObj(group -> new Pair(original.get(group), permuted.get(group)))
        .toList();
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

  /** The products with the same groups of images before and after. */
  private record Pair(Comoments original, Comoments permuted) implements Mergeable<Pair> {
    Pair() {
      this(new Comoments(), new Comoments());
    }

    @Override
    public void merge(Pair other) {
      original.merge(other.original);
      permuted.merge(other.permuted);
    }

    long count() {
      return original.count();
    }

    double rise() {
      return permuted.pearson() - original.pearson();
    }
  }
}
