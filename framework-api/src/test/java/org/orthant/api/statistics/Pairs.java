package org.orthant.api.statistics;

import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitrary;

/** As many x as y. */
final class Pairs {
  private final float[] x;
  private final float[] y;

  Pairs(float[] x, float[] y) {
    this.x = x;
    this.y = y;
  }

  static Arbitrary<Pairs> of(Arbitrary<Float> x, Arbitrary<Float> y, int atMost) {
    return x.list()
        .ofMaxSize(atMost)
        .flatMap(xs -> y.list().ofSize(xs.size()).map(ys -> new Pairs(floats(xs), floats(ys))));
  }

  static Pairs joined(List<Pairs> parts) {
    int size = parts.stream().mapToInt(Pairs::size).sum();
    Pairs all = new Pairs(new float[size], new float[size]);
    int next = 0;
    for (Pairs part : parts) {
      System.arraycopy(part.x, 0, all.x, next, part.size());
      System.arraycopy(part.y, 0, all.y, next, part.size());
      next += part.size();
    }
    return all;
  }

  float[] x() {
    return x;
  }

  float[] y() {
    return y;
  }

  int size() {
    return x.length;
  }

  /** The pairs from, from + step …, as x and y in double precision. */
  double[][] every(int step, int from) {
    int[] indices =
        IntStream.range(0, size()).filter(i -> i >= from && (i - from) % step == 0).toArray();
    return new double[][] {
      IntStream.of(indices).mapToDouble(i -> x[i]).toArray(),
      IntStream.of(indices).mapToDouble(i -> y[i]).toArray()
    };
  }

  @Override
  public String toString() {
    return IntStream.range(0, size())
        .mapToObj(i -> "(" + x[i] + ", " + y[i] + ")")
        .toList()
        .toString();
  }

  private static float[] floats(List<Float> list) {
    float[] array = new float[list.size()];
    for (int i = 0; i < array.length; i++) {
      array[i] = list.get(i);
    }
    return array;
  }
}
