package org.orthant.framework.run.graph;

import java.util.Arrays;
import org.orthant.api.model.Sign;
import org.orthant.api.model.VectorMap;

/** Applies quantizers to the channels of each pixel. */
final class Quantizing {
  /** So many times as far as the bound says float32 may be. */
  private static final double CAUTION = 2;

  private Quantizing() {}

  static Bounded of(VectorMap map, Bounded input) {
    Bounded output = Bounded.zeros(input.image());
    int channels = input.image().channels();
    for (int from = 0; from < input.size(); from += channels) {
      double[] row = Arrays.copyOfRange(input.values(), from, from + channels);
      double[] mapped = row.clone();
      double error = 0;
      if (map instanceof Sign sign) {
        for (int c = 0; c < channels; c++) {
          mapped[c] = row[c] > 0 ? 1 : row[c] < 0 ? -1 : sign.zero();
        }
      } else {
        HandMadeMap made = (HandMadeMap) map;
        mapped = made.map(row);
        error = made.growsWithRow() ? errorOfMean(input, from) : 0;
      }
      for (int c = 0; c < channels; c++) {
        output.set(from + c, mapped[c], mapped[c] == 0 ? 0 : error);
      }
    }
    return output;
  }

  private static double errorOfMean(Bounded input, int from) {
    int channels = input.image().channels();
    double sum = 0;
    for (int c = 0; c < channels; c++) {
      sum += input.error(from + c) + Bounded.ROUNDING * Math.abs(input.value(from + c));
    }
    return sum / channels;
  }

  /** Whether float32 may see a number on the other side of a jump. */
  static boolean isTied(VectorMap map, Bounded input) {
    int channels = input.image().channels();
    for (int from = 0; from < input.size(); from += channels) {
      double[] row = Arrays.copyOfRange(input.values(), from, from + channels);
      double more = 0;
      double[] jumps = {0};
      if (map instanceof HandMadeMap made) {
        jumps = made.jumps(row);
        more = made == HandMadeMap.TERNARY ? errorOfMean(input, from) : 0;
      }
      for (int c = 0; c < channels; c++) {
        double error = input.error(from + c) + more;
        for (double jump : jumps) {
          if (error > 0 && Math.abs(row[c] - jump) <= CAUTION * error) {
            return true;
          }
        }
      }
    }
    return false;
  }
}
