package org.orthant.formats.deeplearning4j.layers;

import java.util.ArrayList;
import java.util.List;
import org.orthant.api.model.Extent;
import org.orthant.formats.draft.Image;
import org.orthant.formats.draft.LayerWeights;
import org.orthant.formats.draft.Numbers;

/**
 * A convolution of each channel alone: its bias, then W [rows, columns, channels, multiplier]. All
 * filters of the first channel come first.
 */
final class DepthwiseConvolution implements LayerType {
  @Override
  public List<Parameter> parameters(Settings settings) {
    Extent kernel = settings.extent("kernelSize");
    int channels = settings.whole("nin");
    int multiplier = settings.whole("depthMultiplier");
    List<Parameter> parameters = new ArrayList<>();
    if (Filters.hasBias(settings)) {
      parameters.add(Parameter.of(Filters.BIAS, Math.multiplyExact(channels, multiplier)));
    }
    parameters.add(
        Parameter.of(Filters.WEIGHTS, kernel.height(), kernel.width(), channels, multiplier));
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
                call.settings().whole("nin"),
                LayerWeights.plain(filters(call.parameter(Filters.WEIGHTS))));
    return Filters.finished(call, products);
  }

  private static Numbers filters(Numbers written) {
    return written
        .transposed(2, 3, 0, 1)
        .reshaped(
            Math.multiplyExact(written.size(2), written.size(3)),
            Math.multiplyExact(written.size(0), written.size(1)));
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
