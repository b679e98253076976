package org.orthant.formats.keras;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.orthant.formats.draft.Image;
import org.orthant.formats.draft.Numbers;
import org.orthant.formats.draft.UnsupportedException;
import org.orthant.formats.keras.file.Settings;

/** Batch normalization, and other factors and shifts of each channel. */
final class ScaleLayers {
  static final Map<String, Function<Call, Image>> ALL =
      Map.of(
          "BatchNormalization", ScaleLayers::batchNorm,
          "Rescaling", ScaleLayers::rescaling,
          "Normalization", ScaleLayers::normalization);

  private static final String GAMMA = "gamma";
  private static final String BETA = "beta";
  private static final String MEAN = "moving_mean";
  private static final String VARIANCE = "moving_variance";

  /** The smallest deviation that Normalization divides by. */
  private static final double SMALLEST = 1e-7;

  private ScaleLayers() {}

  /** The names of the arrays of a batch normalization. */
  static List<String> statistics(Call call) {
    List<String> names = new ArrayList<>();
    if (call.settings().flag("scale", true)) {
      names.add(GAMMA);
    }
    if (call.settings().flag("center", true)) {
      names.add(BETA);
    }
    names.addAll(List.of(MEAN, VARIANCE));
    return names;
  }

  private static Image batchNorm(Call call) {
    Image image = call.flattened(call.image());
    requireLastAxis(call.settings(), image.axes().rank());
    Map<String, Numbers> arrays = call.arrays(statistics(call));
    int channels = image.shape().channels();
    List<Numbers> ordered = new ArrayList<>();
    for (Numbers each : parameters(call, arrays, channels)) {
      ordered.add(Numbers.of(call.perChannel(image, each.doubles()), channels));
    }
    return call.draft()
        .batchNorm(
            call.name(),
            image,
            ordered.get(0),
            ordered.get(1),
            ordered.get(2),
            ordered.get(3),
            epsilon(call));
  }

  private static double epsilon(Call call) {
    return call.settings().number("epsilon", 1e-3);
  }

  /** γ, β, the means and the variances. */
  private static List<Numbers> parameters(Call call, Map<String, Numbers> arrays, int channels) {
    boolean scales = call.settings().flag("scale", true);
    boolean centers = call.settings().flag("center", true);
    List<Numbers> parameters =
        List.of(
            scales ? call.array(arrays, GAMMA) : filled(1, channels),
            centers ? call.array(arrays, BETA) : filled(0, channels),
            call.array(arrays, MEAN),
            call.array(arrays, VARIANCE));
    for (Numbers each : parameters) {
      if (each.rank() != 1 || each.count() != channels) {
        throw new IllegalArgumentException("normalizes " + channels + " channels with " + each);
      }
    }
    return parameters;
  }

  private static Numbers filled(double value, int count) {
    double[] numbers = new double[count];
    Arrays.fill(numbers, value);
    return Numbers.of(numbers, count);
  }

  private static void requireLastAxis(Settings settings, int rank) {
    JsonNode axis = settings.get("axis");
    List<Integer> axes = axis.isMissingNode() ? List.of(-1) : settings.wholes("axis");
    if (axes.size() != 1 || (axes.get(0) != -1 && axes.get(0) != rank - 1)) {
      throw new UnsupportedException("along the last axis it is");
    }
  }

  /** A batch normalization as a factor and a shift of each channel. */
  record Folded(Numbers factor, Numbers shift) {}

  static Folded folded(Call call, Map<String, Numbers> arrays, int channels) {
    List<Numbers> parameters = parameters(call, arrays, channels);
    double[] gamma = parameters.get(0).doubles();
    double[] beta = parameters.get(1).doubles();
    double[] mean = parameters.get(2).doubles();
    double[] variance = parameters.get(3).doubles();
    double[] factor = new double[channels];
    double[] shift = new double[channels];
    for (int i = 0; i < channels; i++) {
      if (!(variance[i] + epsilon(call) > 0)) {
        throw new IllegalArgumentException("has a variance of " + variance[i]);
      }
      factor[i] = gamma[i] / Math.sqrt(variance[i] + epsilon(call));
      shift[i] = beta[i] - factor[i] * mean[i];
    }
    return new Folded(Numbers.of(factor, channels), Numbers.of(shift, channels));
  }

  private static Image rescaling(Call call) {
    double[] scale = call.settings().numbers("scale");
    double[] offset =
        call.settings().has("offset") ? call.settings().numbers("offset") : new double[] {0};
    return scaled(call, call.image(), scale, offset);
  }

  private static Image scaled(Call call, Image image, double[] factor, double[] shift) {
    boolean isSingle = factor.length == 1 && shift.length == 1;
    Image met = isSingle ? image : call.flattened(image);
    return call.draft()
        .scale(call.name(), met, call.perChannel(met, factor), call.perChannel(met, shift));
  }

  private static Image normalization(Call call) {
    if (call.settings().flag("invert", false)) {
      throw new UnsupportedException("with invert = false it is");
    }
    double[] mean;
    double[] variance;
    if (call.settings().has("mean") && call.settings().has("variance")) {
      mean = call.settings().numbers("mean");
      variance = call.settings().numbers("variance");
    } else {
      Map<String, Numbers> arrays = call.arrays(List.of("mean", "variance", "count"));
      mean = call.array(arrays, "mean").doubles();
      variance = call.array(arrays, "variance").doubles();
    }
    if (mean.length != variance.length) {
      throw new IllegalArgumentException(
          "has " + mean.length + " means and " + variance.length + " variances");
    }
    if (mean.length > 1) {
      requireLastAxis(call.settings(), call.image().axes().rank());
    }
    double[] factor = new double[mean.length];
    double[] shift = new double[mean.length];
    for (int i = 0; i < mean.length; i++) {
      factor[i] = 1 / Math.max(SMALLEST, Math.sqrt(variance[i]));
      shift[i] = -mean[i] * factor[i];
    }
    return scaled(call, call.image(), factor, shift);
  }
}
