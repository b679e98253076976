package org.orthant.reports.glance;

import java.util.List;
import org.orthant.reports.words.Unit;

/** What a layer's cost is told by: the first of these that the run measured. */
public enum Scale {
  /** The accuracy that quantization takes away, as a fraction. */
  ACCURACY,
  /** The fraction of images whose predicted class quantization changes. */
  PREDICTIONS,
  /** What r, the correlation of the products, lacks of 1. */
  CORRELATION,
  /** By how many degrees filters turn further than Gaussian vectors. */
  ANGLE;

  /** A colour's step, from 0 to 4: as many as there are limits below the cost. */
  public int step(double cost) {
    return (int) limits().stream().filter(limit -> cost >= limit).count();
  }

  private List<Double> limits() {
    return switch (this) {
      case ACCURACY -> List.of(0.005, 0.01, 0.02, 0.05);
      case PREDICTIONS -> List.of(0.01, 0.02, 0.05, 0.1);
      case CORRELATION -> List.of(0.03, 0.05, 0.1, 0.25);
      case ANGLE -> List.of(1.0, 2.0, 5.0, 15.0);
    };
  }

  /** Returns what each colour stands for. */
  public List<String> steps() {
    return switch (this) {
      case ACCURACY ->
          List.of("gain, or loss below 0.5", "loss 0.5 to 1", "1 to 2", "2 to 5", "5 or more");
      case PREDICTIONS -> List.of("below 1 %", "1 to 2", "2 to 5", "5 to 10", "10 % or more");
      case CORRELATION ->
          List.of("r above 0.97", "0.95 to 0.97", "0.90 to 0.95", "0.75 to 0.90", "r below 0.75");
      case ANGLE -> List.of("below 1°", "1° to 2°", "2° to 5°", "5° to 15°", "15° or more");
    };
  }

  /** A cost as it is shown: a loss of accuracy as a change, what r lacks as r. */
  public String write(double cost) {
    return switch (this) {
      case ACCURACY -> Unit.POINTS.write(-cost);
      case PREDICTIONS -> Unit.PERCENT.write(cost);
      case CORRELATION -> Unit.NUMBER.write(1 - cost);
      case ANGLE -> (cost < 0 ? "" : "+") + Unit.DEGREES.write(cost);
    };
  }
}
