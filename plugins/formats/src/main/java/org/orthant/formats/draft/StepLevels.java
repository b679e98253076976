package org.orthant.formats.draft;

import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.orthant.api.array.Dense;
import org.orthant.api.array.Floats;
import org.orthant.api.model.Storage;
import org.orthant.api.model.VectorMap;

/**
 * Stairs: scale · (how many thresholds a number reaches) + shift, as FINN's MultiThreshold.
 *
 * @param thresholds for each channel, or for all, in rising order
 */
public record StepLevels(List<List<Float>> thresholds, float scale, float shift)
    implements VectorMap {
  public StepLevels {
    thresholds = thresholds.stream().map(List::copyOf).toList();
  }

  @Override
  public INDArray apply(INDArray rows) {
    float[] numbers = Floats.of(Dense.of(rows));
    int channels = (int) rows.size(1);
    for (int i = 0; i < numbers.length; i++) {
      List<Float> steps = thresholds.get(thresholds.size() == 1 ? 0 : i % channels);
      int reached = 0;
      for (float step : steps) {
        if (numbers[i] >= step) {
          reached++;
        }
      }
      numbers[i] = scale * reached + shift;
    }
    return Floats.array(numbers, rows.shape());
  }

  /** Returns what tells the steps apart, one scale for all. */
  public Storage storage() {
    int steps = thresholds.stream().mapToInt(List::size).max().orElse(0);
    return WholeNumbers.storage(shift / scale, shift / scale + steps);
  }
}
