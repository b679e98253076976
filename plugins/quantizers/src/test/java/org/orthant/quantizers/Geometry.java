package org.orthant.quantizers;

/** Distances and angles, summed in float64. */
public final class Geometry {
  private Geometry() {}

  public static double squaredDistance(float[] a, float[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      double difference = (double) a[i] - b[i];
      sum += difference * difference;
    }
    return sum;
  }

  public static double squaredNorm(float[] a) {
    return squaredDistance(a, new float[a.length]);
  }

  /** The cosine of the angle between two vectors, 0 where one is 0. */
  public static double cosine(float[] a, float[] b) {
    double dot = 0;
    for (int i = 0; i < a.length; i++) {
      dot += (double) a[i] * b[i];
    }
    return dot == 0 ? 0 : dot / Math.sqrt(squaredNorm(a)) / Math.sqrt(squaredNorm(b));
  }
}
