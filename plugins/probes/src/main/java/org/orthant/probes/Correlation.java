package org.orthant.probes;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.orthant.api.statistics.ColumnComoments;
import org.orthant.api.statistics.Comoments;
import org.orthant.probes.estimate.Estimate;
import org.orthant.probes.estimate.GroupEstimates;

/**
 * How dot products after quantization, x, correlate with those before it, y. Where no filter's r is
 * defined, nothing varies but from filter to filter, so that r over all filters has no interval;
 * nor has it one where all groups of images are alike.
 *
 * @param r Pearson's, over all filters
 * @param slope of the least-squares line of y on x, over all filters
 * @param filters Pearson's r within each filter
 * @param missing why r says nothing of the layer; empty where it has an interval
 */
record Correlation(Estimate r, Estimate slope, PerFilter filters, Optional<String> missing) {

  /**
   * From pairs of products.
   *
   * @param groups over all filters, of each group of images
   * @param columns of each filter, over all images
   */
  static Correlation of(List<Comoments> groups, ColumnComoments columns) {
    Estimate r = GroupEstimates.pearson(groups);
    Estimate slope = GroupEstimates.slope(groups);
    PerFilter filters = PerFilter.of(columns.pearson());
    boolean any = filters.values().stream().anyMatch(value -> !value.isNaN());
    return new Correlation(
        any ? r : r.withoutInterval(),
        any ? slope : slope.withoutInterval(),
        filters,
        any ? missing(r, groups) : Optional.of(constant(r, columns, filters.values().size())));
  }

  private static String constant(Estimate r, ColumnComoments columns, int filters) {
    String whose =
        columns.constantX() == filters
            ? columns.constantY() == filters ? "" : " after quantization"
            : columns.constantY() == filters ? " before quantization" : " before or after it";
    String undefined =
        String.format(
            Locale.ROOT,
            "Pearson's r is undefined within each of the %d filters: %s products%s are the same for"
                + " all inputs, within rounding",
            filters,
            filters == 1 ? "its" : "their",
            whose);
    return Double.isNaN(r.value())
        ? undefined
        : String.format(
            Locale.ROOT,
            "%s; over all filters r is %.3f, which compares nothing but one filter with another",
            undefined,
            r.value());
  }

  private static Optional<String> missing(Estimate r, List<Comoments> groups) {
    if (r.interval().isPresent()) {
      return Optional.empty();
    }
    return Optional.of(
        Double.isNaN(r.value())
            ? "Pearson's r is undefined because the dot products never change"
            : GroupEstimates.noInterval("Pearson's r", groups));
  }
}
