package org.orthant.framework.run.node;

import java.util.Arrays;
import java.util.function.IntUnaryOperator;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.orthant.api.array.Dense;
import org.orthant.api.array.Floats;

/** Numbers of channels, and their order. */
public final class Channels {
  private Channels() {}

  /** A number for each channel, where there may be one for all. */
  public static float[] spread(INDArray values, int channels) {
    float[] numbers = Floats.of(Dense.of(values));
    if (numbers.length == channels) {
      return numbers;
    }
    float[] spread = new float[channels];
    Arrays.fill(spread, numbers[0]);
    return spread;
  }

  /** Returns which channel comes to a place when groups are shuffled. */
  static IntUnaryOperator shuffled(int channels, int groups) {
    int perGroup = channels / groups;
    return c -> c % groups * perGroup + c / groups;
  }
}
