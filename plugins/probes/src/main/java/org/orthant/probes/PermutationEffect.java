package org.orthant.probes;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.orthant.api.finding.Finding;
import org.orthant.api.finding.Subject;
import org.orthant.api.measure.Recording;
import org.orthant.api.statistics.Comoments;
import org.orthant.api.statistics.Mergeable;
import org.orthant.probes.interval.Jackknife;

/**
 * What shuffling a layer's inputs does to Pearson's r of their products with quantized and
 * continuous weights.
 *
 * @param original r of the inputs as they are, over all filters
 * @param permuted r of the shuffled inputs
 * @param rise of r by shuffling
 * @param filters r of the inputs as they are, within each filter
 * @param permutedFilters r of the shuffled inputs, within each filter
 */
record PermutationEffect(
    Estimate original,
    Estimate permuted,
    Estimate rise,
    PerFilter filters,
    PerFilter permutedFilters) {
  /** Where the products with the inputs as they are stand. */
  static final ProductCorrelation ORIGINAL = ProductCorrelation.named("original");

  /** Where the products with the shuffled inputs stand. */
  static final ProductCorrelation PERMUTED = ProductCorrelation.named("permuted");

  /** Finds it for one quantizer. */
  static PermutationEffect read(Recording blocks, String quantizer) {
    Estimate original = ORIGINAL.pearson(blocks, quantizer);
    Estimate permuted = PERMUTED.pearson(blocks, quantizer);
    return new PermutationEffect(
        original,
        permuted,
        new Estimate(
            permuted.value() - original.value(),
            Jackknife.of(pairs(blocks, quantizer), Pair::new, Pair::count)
                .interval(Pair::rise)
                .map(ends -> ends.clipped(-2, 2)),
            original.n()),
        ORIGINAL.ofFilters(blocks, quantizer),
        PERMUTED.ofFilters(blocks, quantizer));
  }

  private static List<Pair> pairs(Recording blocks, String quantizer) {
    List<Comoments> original = blocks.groups(ORIGINAL.pooled().of(quantizer));
    List<Comoments> permuted = blocks.groups(PERMUTED.pooled().of(quantizer));
    return IntStream.range(0, original.size())
        .mapToObj(group -> new Pair(original.get(group), permuted.get(group)))
        .toList();
  }

  /**
   * All that is found.
   *
   * @param cosines cos∠(wᵇ, wᶜ), which theory expects of shuffled inputs
   */
  List<Finding> findings(Subject subject, PerFilter cosines) {
    Estimate cosine = cosines.mean().clipped(-1, 1);
    List<Finding> findings = new ArrayList<>();
    findings.add(original.finding(subject, "pearson-r"));
    findings.add(permuted.finding(subject, "permuted-r", cosine.value()));
    findings.add(rise.finding(subject, "permuted-r-minus-pearson-r", 0));
    findings.add(cosine.finding(subject, "cosine"));
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
