package org.orthant.probes;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import org.orthant.api.array.Floats;
import org.orthant.api.finding.Finding;
import org.orthant.api.finding.Subject;
import org.orthant.api.measure.Evidence;
import org.orthant.api.measure.LayerView;
import org.orthant.api.measure.SelectedLayer;
import org.orthant.api.measure.Weights;
import org.orthant.api.model.Extent;
import org.orthant.api.model.LayerKind;
import org.orthant.api.model.LayerShape;

/**
 * The filters of the first layer that is looked at, where they look like pictures: those of a
 * convolution of an image of 1 or 3 channels.
 */
final class FilterPictures {
  private static final String METRIC = "filters";
  private static final int MOST_FILTERS = 64;
  private static final int LEAST_SIDE = 2;
  private static final int MOST_SIDE = 11;

  /** A filter's values keep this many digits of its largest; a picture shows fewer. */
  private static final int DIGITS = 3;

  private FilterPictures() {}

  /**
   * The filters before quantization, then under each quantizer; none where they are no pictures.
   */
  static List<Finding> of(Evidence evidence) {
    List<Finding> findings = new ArrayList<>();
    evidence.selected().stream()
        .limit(1)
        .filter(layer -> layer.continuous() && isPicture(layer.shape()))
        .forEach(layer -> add(layer, evidence.view(layer.shape()), findings));
    return findings;
  }

  private static boolean isPicture(LayerShape layer) {
    Extent kernel = layer.window().kernel();
    int channels = layer.input().channels();
    return layer.kind() == LayerKind.CONVOLUTION
        && layer.groups() == 1
        && (channels == 1 || channels == 3)
        && Math.min(kernel.height(), kernel.width()) >= LEAST_SIDE
        && Math.max(kernel.height(), kernel.width()) <= MOST_SIDE;
  }

  private static void add(SelectedLayer layer, LayerView view, List<Finding> findings) {
    findings.add(filters(Subject.layer(layer.name()), layer.shape(), view, Weights.CONTINUOUS));
    for (String quantizer : layer.quantizers()) {
      findings.add(
          filters(
              Subject.of(layer.name(), quantizer),
              layer.shape(),
              view,
              Weights.quantizedBy(quantizer)));
    }
  }

  private static Finding filters(
      Subject subject, LayerShape layer, LayerView view, Weights weights) {
    float[] components = Floats.of(view.weights(weights));
    List<List<Double>> filters = new ArrayList<>();
    for (int filter = 0; filter < Math.min(MOST_FILTERS, layer.filters()); filter++) {
      filters.add(rounded(components, filter * layer.dimension(), layer.dimension()));
    }
    return new Finding.Filters(
        subject, METRIC, layer.window().kernel(), layer.input().channels(), filters);
  }

  private static List<Double> rounded(float[] components, int from, int dimension) {
    double largest = 0;
    for (int i = from; i < from + dimension; i++) {
      largest = Math.max(largest, Math.abs((double) components[i]));
    }
    List<Double> rounded = new ArrayList<>();
    BigDecimal decimal = new BigDecimal(largest);
    int decimals = DIGITS - (decimal.precision() - decimal.scale());
    for (int i = from; i < from + dimension; i++) {
      rounded.add(
          new BigDecimal(components[i]).setScale(decimals, RoundingMode.HALF_EVEN).doubleValue());
    }
    return rounded;
  }
}
