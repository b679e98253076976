package org.orthant.probes;

import java.util.List;
import java.util.Optional;
import org.orthant.api.finding.Finding;
import org.orthant.api.finding.Subject;
import org.orthant.api.measure.Recording;
import org.orthant.api.statistics.Comoments;

/** Holds the r of a layer's quantizers against that of the first, over the same images. */
final class AgainstFirst {
  private final Recording blocks;
  private final int dimension;
  private final double[] termsY;
  private Optional<First> first = Optional.empty();

  /**
   * @param dimension the number of terms of each product
   * @param termsY bounds of the terms with continuous weights, filter by filter
   */
  AgainstFirst(Recording blocks, int dimension, double[] termsY) {
    this.blocks = blocks;
    this.dimension = dimension;
    this.termsY = termsY;
  }

  private record First(String quantizer, List<Comoments> groups, Correlation correlation) {}

  /**
   * The finding {@code pearson-r-change}: r of this quantizer minus that of the first; nothing for
   * the first itself.
   *
   * @param termsX bounds of the terms with its weights, filter by filter
   */
  Optional<Finding> against(Subject subject, double[] termsX, ProductComparison products) {
    String quantizer = subject.quantizer().orElseThrow();
    List<Comoments> groups = ProductComparison.groups(blocks, quantizer, dimension, termsX, termsY);
    if (first.isEmpty()) {
      first = Optional.of(new First(quantizer, groups, products.correlation()));
      return Optional.empty();
    }
    return first.map(
        other ->
            CorrelationChange.of(
                    other.groups(), other.correlation(), groups, products.correlation())
                .finding(subject.insteadOf(other.quantizer()), "pearson-r-change", 0));
  }
}
