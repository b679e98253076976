package org.orthant.framework.run.layer;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;
import org.orthant.api.array.Dense;
import org.orthant.api.array.Floats;
import org.orthant.api.model.BatchNorm;
import org.orthant.kernels.lanes.LaneImages;
import org.orthant.kernels.rows.AlignedRows;

/**
 * Batch normalization in float32 arithmetic, step by step: γ·(x − μ)/σ + β.
 *
 * <p>Not by ND4J, whose products of rows with a vector refer to an array that nothing keeps alive:
 * where the garbage collector runs meanwhile, it is freed while native code reads it.
 */
public final class Normalization {
  private final int channels;
  private final float[] mean;
  private final float[] deviation;
  private final float[] gamma;
  private final float[] beta;

  /** That of a network's batch normalization. */
  public Normalization(BatchNorm norm) {
    this(
        norm.mean(),
        Transforms.sqrt(norm.variance().add(norm.epsilon()), false),
        norm.gamma(),
        norm.beta());
  }

  private Normalization(INDArray mean, INDArray deviation, INDArray gamma, INDArray beta) {
    this.channels = Math.toIntExact(mean.length());
    float[][] rows = AlignedRows.ofFloats(4, channels);
    this.mean = rows[0];
    this.deviation = rows[1];
    this.gamma = rows[2];
    this.beta = rows[3];
    put(mean, this.mean);
    put(deviation, this.deviation);
    put(gamma, this.gamma);
    put(beta, this.beta);
  }

  /** None: every number stays as it is. */
  public static Normalization none(int channels) {
    INDArray zeros = Nd4j.zeros(DataType.FLOAT, channels);
    INDArray ones = Nd4j.ones(DataType.FLOAT, channels);
    return new Normalization(zeros, ones, ones, zeros);
  }

  private void put(INDArray values, float[] row) {
    System.arraycopy(Floats.of(Dense.of(values)), 0, row, AlignedRows.FIRST, channels);
  }

  /** Returns how many channels there are. */
  int channels() {
    return channels;
  }

  /**
   * Whether a product ends as +1; one that is not finite does as β says where γ is 0.
   *
   * @param zeroIsPositive what becomes of 0
   */
  boolean isPositive(int channel, float product, boolean zeroIsPositive) {
    int c = AlignedRows.FIRST + channel;
    float scaled = gamma[c] == 0 ? 0 : (product - mean[c]) / deviation[c] * gamma[c];
    float normalized = scaled + beta[c];
    return normalized > 0 || (zeroIsPositive && normalized == 0);
  }

  /**
   * Normalizes in place.
   *
   * @param rows [rows, channels] or any shape that ends with the channels, dense, c-order, offset 0
   */
  public void normalize(INDArray rows) {
    float[] values = Floats.of(rows);
    float[] row = AlignedRows.ofFloats(1, channels)[0];
    for (int from = 0; from < values.length; from += channels) {
      System.arraycopy(values, from, row, AlignedRows.FIRST, channels);
      normalize(row);
      System.arraycopy(row, AlignedRows.FIRST, values, from, channels);
    }
    Floats.read(rows, numbers -> numbers.put(0, values));
  }

  /** Images normalized, a channel each. */
  public LaneImages normalized(LaneImages images) {
    return images.map((channel, from, to) -> normalize(AlignedRows.FIRST + channel, from, to));
  }

  private void normalize(int c, float[] from, float[] to) {
    float subtracted = mean[c];
    float divisor = deviation[c];
    float factor = gamma[c];
    float shift = beta[c];
    for (int i = 0; i < to.length; i++) {
      to[i] = (from[i] - subtracted) / divisor * factor + shift;
    }
  }

  private void normalize(float[] row) {
    for (int c = AlignedRows.BEFORE; c < row.length; c++) {
      row[c] = (row[c] - mean[c]) / deviation[c] * gamma[c] + beta[c];
    }
  }
}
