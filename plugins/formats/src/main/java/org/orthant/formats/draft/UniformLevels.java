package org.orthant.formats.draft;

import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.orthant.api.array.Dense;
import org.orthant.api.array.Floats;
import org.orthant.api.model.Storage;
import org.orthant.api.model.VectorMap;

/**
 * Levels at equal distances, as ONNX's QuantizeLinear and DequantizeLinear and QONNX's Quant define
 * them: s · (clip(round(x/s) + z, low, high) − z).
 *
 * @param scales s, one for each channel or one for all
 * @param zeros z, one for each channel or one for all
 * @param low the lowest whole number
 * @param high the highest
 */
public record UniformLevels(
    List<Float> scales, List<Float> zeros, float low, float high, Rounding rounding)
    implements VectorMap {
  public UniformLevels {
    scales = List.copyOf(scales);
    zeros = List.copyOf(zeros);
    for (float scale : scales) {
      if (!(scale > 0) || Float.isInfinite(scale)) {
        throw new IllegalArgumentException("a distance of levels must be positive, is " + scale);
      }
    }
    if (!(low < high)) {
      throw new IllegalArgumentException("levels from " + low + " to " + high + " are none");
    }
  }

  /** One level for all channels. */
  public static UniformLevels of(
      double scale, double zero, double low, double high, Rounding rounding) {
    return new UniformLevels(
        List.of((float) scale), List.of((float) zero), (float) low, (float) high, rounding);
  }

  @Override
  public INDArray apply(INDArray rows) {
    float[] numbers = Floats.of(Dense.of(rows));
    int channels = (int) rows.size(1);
    float[] scale = perChannel(scales, channels);
    float[] zero = perChannel(zeros, channels);
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = of(numbers[i], scale[i % channels], zero[i % channels]);
    }
    return Floats.array(numbers, rows.shape());
  }

  /** One number. */
  public float of(float number, float scale, float zero) {
    float place = rounding.of(number / scale) + zero;
    return (Math.max(low, Math.min(high, place)) - zero) * scale;
  }

  private static float[] perChannel(List<Float> numbers, int channels) {
    float[] all = new float[channels];
    for (int i = 0; i < channels; i++) {
      all[i] = numbers.get(numbers.size() == 1 ? 0 : i);
    }
    return all;
  }

  /**
   * Returns what tells the levels apart; where channels have distances of their own, products are
   * floats.
   */
  public Storage storage() {
    Storage numbers = WholeNumbers.storage(low, high);
    return scales.size() == 1 ? numbers : Storage.of(Storage.Kind.FLOAT, numbers.bits());
  }
}
