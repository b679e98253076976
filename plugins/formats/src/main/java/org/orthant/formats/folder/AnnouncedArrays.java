package org.orthant.formats.folder;

import java.util.List;
import java.util.Locale;
import java.util.stream.LongStream;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.orthant.formats.draft.DraftArrays;
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
    return DraftArrays.announced(shape);
  }

  @Override
  public INDArray constant(float value) {
    return DraftArrays.announced(1);
  }
}
