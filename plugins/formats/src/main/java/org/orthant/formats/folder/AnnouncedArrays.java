package org.orthant.formats.folder;

import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Locale;
import java.util.stream.LongStream;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.orthant.formats.folder.yaml.Problems;

/**
 * Arrays that know their shape and nothing else, as the headers of the files have it. With them a
 * graph can be held against its own rules while ND4J is not started.
 */
record AnnouncedArrays(Problems problems) implements NodeArrays {

  @Override
  public INDArray of(ArrayFile file, long... shape) {
    List<Long> expected = LongStream.of(shape).boxed().toList();
    if (!file.header().shape().equals(expected)) {
      problems.add(
          file.line(),
          file.problem(
              String.format(
                  Locale.ROOT,
                  "%s has the shape %s, not %s",
                  file.name(),
                  file.header().shape(),
                  expected)));
    }
    return announced(shape);
  }

  @Override
  public INDArray constant(float value) {
    return announced(1);
  }

  static INDArray announced(long... shape) {
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
