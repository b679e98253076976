package org.orthant.formats.deeplearning4j.layers;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.orthant.api.model.Extent;
import org.orthant.formats.draft.Image;
import org.orthant.formats.draft.LayerWeights;
import org.orthant.formats.draft.Numbers;

/**
 * A dense layer, be it the last or not: W [inputs, outputs] in Fortran's order, which is [outputs,
 * inputs] in c-order, then its bias, then the gains of a layer normalization.
 */
final class DenseLayer implements LayerType {
  private static final String LAYER_NORM = "hasLayerNorm";

  @Override
  public List<Parameter> parameters(Settings settings) {
    int outputs = settings.whole("nout");
    List<Parameter> parameters = new ArrayList<>();
    parameters.add(Parameter.of(Filters.WEIGHTS, outputs, settings.whole("nin")));
    if (Filters.hasBias(settings)) {
      parameters.add(Parameter.of(Filters.BIAS, outputs));
    }
    if (settings.flag(LAYER_NORM, false)) {
      parameters.add(Parameter.of("g", outputs));
    }
    return parameters;
  }

  @Override
  public Image apply(Call call) {
    if (call.settings().flag(LAYER_NORM, false)) {
      call.draft()
          .refuse(call.name(), "hasLayerNorm", "batch normalization is, in a layer of its own");
    }
    Image image = Flattening.pixel(call, call.image());
    Numbers weights = call.parameter(Filters.WEIGHTS);
    int[] order = image.axes().flatOrder();
    if (weights.size(1) != order.length) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT, "it takes %d numbers, and %d enter", weights.size(1), order.length));
    }
    int[] sources = new int[order.length];
    for (int i = 0; i < order.length; i++) {
      sources[order[i]] = i;
    }
    Numbers ordered = Flattening.isInOrder(image) ? weights : weights.columns(sources);
    return Filters.finished(
        call, call.draft().dense(call.name(), image, LayerWeights.plain(ordered)));
  }

  @Override
  public void unplaced(Call call) {
    Filters.unplaced(call, call.name(), Extent.ONE, Extent.ONE, call.parameter(Filters.WEIGHTS));
  }
}
