package org.orthant.formats.deeplearning4j.layers;

import java.util.ArrayList;
import java.util.List;
import org.orthant.api.model.Extent;
import org.orthant.api.model.Window;
import org.orthant.formats.draft.Image;
import org.orthant.formats.draft.LayerWeights;
import org.orthant.formats.draft.Numbers;

/**
 * A convolution of each channel alone, then one of all channels of a pixel: a bias, W [multiplier,
 * channels, rows, columns], and pW [filters, multiplier · channels, 1, 1].
 */
final class SeparableConvolution implements LayerType {
  private static final String POINTWISE = "pW";

  @Override
  public List<Parameter> parameters(Settings settings) {
    Extent kernel = settings.extent("kernelSize");
    int channels = settings.whole("nin");
    int filters = settings.whole("nout");
    int multiplier = settings.whole("depthMultiplier");
    List<Parameter> parameters = new ArrayList<>();
    if (Filters.hasBias(settings)) {
      parameters.add(Parameter.of(Filters.BIAS, filters));
    }
    parameters.add(
        Parameter.of(Filters.WEIGHTS, multiplier, channels, kernel.height(), kernel.width()));
    parameters.add(
        Parameter.of(POINTWISE, filters, Math.multiplyExact(multiplier, channels), 1, 1));
    return parameters;
  }

  @Override
  public Image apply(Call call) {
    Image image = call.whole();
    Image deep =
        call.draft()
            .convolution(
                depthwise(call),
                image,
                Windows.of(call.settings(), image.shape()),
                0,
                call.settings().whole("nin"),
                LayerWeights.plain(filters(call.parameter(Filters.WEIGHTS))));
    Image products =
        call.draft()
            .convolution(
                pointwise(call),
                deep,
                Window.PIXEL,
                0,
                1,
                LayerWeights.plain(Convolution.filters(call.parameter(POINTWISE))));
    return Filters.finished(call, products);
  }

  private static String depthwise(Call call) {
    return call.name() + "/depthwise";
  }

  private static String pointwise(Call call) {
    return call.name() + "/pointwise";
  }

  private static Numbers filters(Numbers written) {
    return written
        .transposed(1, 0, 2, 3)
        .reshaped(
            Math.multiplyExact(written.size(0), written.size(1)),
            Math.multiplyExact(written.size(2), written.size(3)));
  }

  @Override
  public void unplaced(Call call) {
    Filters.unplaced(
        call,
        depthwise(call),
        call.settings().extent("kernelSize"),
        call.settings().extent("stride"),
        filters(call.parameter(Filters.WEIGHTS)));
    Filters.unplaced(
        call,
        pointwise(call),
        Extent.ONE,
        Extent.ONE,
        Convolution.filters(call.parameter(POINTWISE)));
  }
}
