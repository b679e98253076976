package org.orthant.formats.deeplearning4j.layers;

import java.util.ArrayList;
import java.util.List;
import org.orthant.api.model.Extent;
import org.orthant.formats.draft.Image;
import org.orthant.formats.draft.LayerWeights;
import org.orthant.formats.draft.Numbers;

/** A convolution: its bias, then W [filters, channels, rows, columns]. */
final class Convolution implements LayerType {
  @Override
  public List<Parameter> parameters(Settings settings) {
    Extent kernel = settings.extent("kernelSize");
    int filters = settings.whole("nout");
    List<Parameter> parameters = new ArrayList<>();
    if (Filters.hasBias(settings)) {
      parameters.add(Parameter.of(Filters.BIAS, filters));
    }
    parameters.add(
        Parameter.of(
            Filters.WEIGHTS, filters, settings.whole("nin"), kernel.height(), kernel.width()));
    return parameters;
  }

  @Override
  public Image apply(Call call) {
    Image image = call.whole();
    Image products =
        call.draft()
            .convolution(
                call.name(),
                image,
                Windows.of(call.settings(), image.shape()),
                0,
                1,
                LayerWeights.plain(filters(call.parameter(Filters.WEIGHTS))));
    return Filters.finished(call, products);
  }

  /** [filters, d] in the order (row, column, channel). */
  static Numbers filters(Numbers written) {
    int dimension =
        Math.multiplyExact(Math.multiplyExact(written.size(1), written.size(2)), written.size(3));
    return written.transposed(0, 2, 3, 1).reshaped(written.size(0), dimension);
  }

  @Override
  public void unplaced(Call call) {
    Filters.unplaced(
        call,
        call.name(),
        call.settings().extent("kernelSize"),
        call.settings().extent("stride"),
        filters(call.parameter(Filters.WEIGHTS)));
  }
}
