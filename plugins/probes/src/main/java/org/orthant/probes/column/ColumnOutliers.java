package org.orthant.probes.column;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.orthant.api.Doc;
import org.orthant.api.Id;
import org.orthant.api.InvalidParameterException;
import org.orthant.api.array.Floats;
import org.orthant.api.finding.Conclusion;
import org.orthant.api.finding.Finding;
import org.orthant.api.finding.Grade;
import org.orthant.api.finding.Subject;
import org.orthant.api.finding.Verdict;
import org.orthant.api.measure.Evidence;
import org.orthant.api.measure.Key;
import org.orthant.api.measure.LayerView;
import org.orthant.api.measure.Needs;
import org.orthant.api.measure.Recording;
import org.orthant.api.measure.SelectedLayer;
import org.orthant.api.measure.Stats;
import org.orthant.api.measure.Weights;
import org.orthant.api.model.LayerShape;
import org.orthant.api.spi.Probe;
import org.orthant.api.statistics.VectorSum;
import org.orthant.probes.geometry.LargestOfGaussians;
import org.orthant.probes.layer.UnknownWeights;

/**
 * Outliers by the input column j of a layer's continuous weights [filters, d]: the column's root
 * mean square beside that of the median column, its kurtosis, and its largest weight beside the
 * layer's root mean square. A column that stands out sets the step for all others of its row, and
 * is what a rotation spreads over the row.
 *
 * <p>The verdict rests on the columns' root mean squares. SOUND: none is more than {@code notable}
 * times that of the median column. STRAINED: some are; the reason names the largest. NOT_EVALUATED:
 * the median column is 0, or the continuous weights are not known.
 *
 * <p>Source: Dettmers et al., "LLM.int8()", arXiv 2208.07339, and Ashkboos et al., "QuaRot", arXiv
 * 2404.00456: single input dimensions with values far larger than the others'.
 */
@Id("column-outliers")
@Doc(
    value = "Which input columns of the weights stand out: size, kurtosis and largest weight",
    formula =
        "rmsⱼ / median rms of the columns j; Σ(w − w̄)⁴/n / (Σ(w − w̄)²/n)² − 3 of a column; max |w| /"
            + " rms of the layer",
    source = "Dettmers et al., arXiv 2208.07339; Ashkboos et al., arXiv 2404.00456")
public record ColumnOutliers(
    @Doc("So many times the median column's root mean square stands out, above 1") double notable)
    implements Probe {
  private static final int MOST_NAMED = 3;
  private static final Key<VectorSum> SIZES = Key.total("column-rms", VectorSum.class);
  private static final Key<VectorSum> KURTOSIS =
      Key.total("column-excess-kurtosis", VectorSum.class);
  private static final Key<VectorSum> LARGEST = Key.total("column-largest", VectorSum.class);

  public ColumnOutliers() {
    this(3);
  }

  public ColumnOutliers {
    InvalidParameterException.unless(
        notable > 1 && Double.isFinite(notable), "notable", "must be finite and above 1", notable);
  }

  @Override
  public Needs needs() {
    return Needs.WEIGHTS;
  }

  @Override
  public void onWeights(LayerView layer, Stats out) {
    if (!layer.layer().continuous()) {
      return;
    }
    int dimension = layer.layer().shape().dimension();
    ColumnMoments columns =
        new ColumnMoments(Floats.of(layer.weights(Weights.CONTINUOUS)), dimension);
    out.at(SIZES, () -> new VectorSum(dimension)).add(columns.rootMeanSquares());
    out.at(KURTOSIS, () -> new VectorSum(dimension)).add(columns.excessKurtosis());
    out.at(LARGEST, () -> new VectorSum(dimension)).add(columns.largest());
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
      LayerShape layer = selected.shape();
      Recording recording = evidence.weights(layer);
      double[] sizes = recording.total(SIZES).components();
      double median = median(sizes);
      Subject subject = Subject.layer(layer.name());
      if (median == 0) {
        verdicts.add(
            new Verdict(
                subject,
                Grade.NOT_EVALUATED,
                "There is no size to compare columns with: half of them or more are 0"));
        continue;
      }
      findings.addAll(findings(subject, layer, recording, median));
      verdicts.add(verdict(subject, sizes, median));
    }
    return new Conclusion(findings, verdicts);
  }

  private List<Finding> findings(
      Subject subject, LayerShape layer, Recording recording, double median) {
    double[] sizes = recording.total(SIZES).components();
    int n = sizes.length;
    double squares = Arrays.stream(sizes).map(size -> size * size).average().orElseThrow();
    return List.of(
        Finding.Scalar.of(subject, "outlying-columns", (double) outlying(sizes, median).size(), n)
            .expecting(0),
        Finding.Scalar.of(subject, "largest-column", max(sizes) / median, n),
        Finding.Scalar.of(
            subject, "largest-column-kurtosis", max(recording.total(KURTOSIS).components()), n),
        Finding.Scalar.of(
                subject,
                "largest-weight",
                max(recording.total(LARGEST).components()) / Math.sqrt(squares),
                n)
            .expecting(LargestOfGaussians.mean((double) layer.filters() * layer.dimension())));
  }

  private Verdict verdict(Subject subject, double[] sizes, double median) {
    List<Integer> outlying = outlying(sizes, median);
    if (outlying.isEmpty()) {
      return new Verdict(
          subject,
          Grade.SOUND,
          String.format(
              Locale.ROOT,
              "The largest of n = %d columns has %.2f times the root mean square of the median column,"
                  + " not more than %s times",
              sizes.length,
              max(sizes) / median,
              notable));
    }
    List<String> named =
        outlying.stream()
            .limit(MOST_NAMED)
            .map(
                column ->
                    String.format(
                        Locale.ROOT, "column %d %.1f times", column, sizes[column] / median))
            .toList();
    return new Verdict(
        subject,
        Grade.STRAINED,
        String.format(
            Locale.ROOT,
            "%d of n = %d columns have more than %s times the root mean square of the median column:"
                + " %s%s, counted from 0",
            outlying.size(),
            sizes.length,
            notable,
            String.join(", ", named),
            outlying.size() > MOST_NAMED
                ? " and " + (outlying.size() - MOST_NAMED) + " more"
                : ""));
  }

  /** The columns that stand out, the largest first. */
  private List<Integer> outlying(double[] sizes, double median) {
    return IntStream.range(0, sizes.length)
        .filter(column -> sizes[column] > notable * median)
        .boxed()
        .sorted((a, b) -> Double.compare(sizes[b], sizes[a]))
        .toList();
  }

  private static double median(double... values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }

  private static double max(double... values) {
    return Arrays.stream(values).max().orElseThrow();
  }
}
