package org.orthant.formats.draft;

import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.stream.LongStream;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.orthant.api.array.Floats;

/** What stands for the numbers of a file in the nodes of a draft. */
public enum DraftArrays {
  /** Arrays that know their shape alone, so that ND4J need not start and nothing large is read. */
  ANNOUNCED {
    @Override
    INDArray of(Numbers numbers) {
      return announced(LongStream.of(longs(numbers)).toArray());
    }
  },
  /** Arrays with their numbers. */
  READ {
    @Override
    INDArray of(Numbers numbers) {
      float[] floats = numbers.floats();
      for (float number : floats) {
        if (!Float.isFinite(number)) {
          throw new IllegalArgumentException("holds a number that is not finite: " + number);
        }
      }
      return Floats.array(floats, longs(numbers));
    }
  };

  abstract INDArray of(Numbers numbers);

  private static long[] longs(Numbers numbers) {
    return Arrays.stream(numbers.sizes()).asLongStream().toArray();
  }

  /** An array that knows its shape alone. */
  public static INDArray announced(long... shape) {
    return (INDArray)
        Proxy.newProxyInstance(
            INDArray.class.getClassLoader(),
            new Class<?>[] {INDArray.class},
            (array, method, arguments) ->
                switch (method.getName()) {
                  case "shape" -> shape.clone();
                  case "rank" -> shape.length;
                  case "length" -> LongStream.of(shape).reduce(1, Math::multiplyExact);
                  default ->
                      throw new IllegalStateException(
                          method.getName() + " of an array that is only announced");
                });
  }
}
