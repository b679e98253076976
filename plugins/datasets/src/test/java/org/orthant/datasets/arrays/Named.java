package org.orthant.datasets.arrays;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.orthant.api.data.PixelRange;

/** Datasets of these files, all else as it is by default. */
final class Named {
  private static final NumpyArrays DEFAULT = new NumpyArrays();

  private Named() {}

  static ArrayPair pair(Path images, Path labels) {
    return new ArrayPair(images, Optional.of(labels));
  }

  static NumpyArrays apart(
      ArrayPair training, ArrayPair test, Layout layout, PixelRange... pixels) {
    return new NumpyArrays(
        Optional.of(training),
        Optional.of(test),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        DEFAULT.testFraction(),
        DEFAULT.seed(),
        layout,
        List.of(pixels).stream().findFirst(),
        Optional.empty());
  }

  static NumpyArrays unlabelled(Path images) {
    return new NumpyArrays(
        Optional.empty(),
        Optional.empty(),
        Optional.of(images),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        0.5,
        1,
        Layout.NHWC,
        Optional.empty(),
        Optional.empty());
  }

  static NumpyArrays together(Path images, Path labels, PixelRange... pixels) {
    return cut(images, labels, 0.5, 1, Optional.empty(), pixels);
  }

  static NumpyArrays cut(
      Path images,
      Path labels,
      double testFraction,
      long seed,
      Optional<Integer> classes,
      PixelRange... pixels) {
    return new NumpyArrays(
        Optional.empty(),
        Optional.empty(),
        Optional.of(images),
        Optional.of(labels),
        Optional.empty(),
        List.of(),
        testFraction,
        seed,
        Layout.NHWC,
        List.of(pixels).stream().findFirst(),
        classes);
  }

  static NumpyArrays archive(Path archive, String... keys) {
    return new NumpyArrays(
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.of(archive),
        List.of(keys),
        DEFAULT.testFraction(),
        DEFAULT.seed(),
        Layout.NHWC,
        Optional.empty(),
        Optional.empty());
  }
}
