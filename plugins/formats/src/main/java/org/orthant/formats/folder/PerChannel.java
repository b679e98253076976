package org.orthant.formats.folder;

import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.orthant.api.model.ImageShape;
import org.orthant.formats.folder.yaml.Form;
import org.orthant.formats.folder.yaml.Tree;

/**
 * A number for all channels, or an array with one for each.
 *
 * @param constant the number where there is no file
 */
record PerChannel(float constant, Optional<ArrayFile> file) {

  static PerChannel read(String key, float otherwise, Parameters parameters) {
    Optional<Tree> written = parameters.entry(key).map(Tree.Entry::value);
    if (written.isEmpty()) {
      return new PerChannel(otherwise, Optional.empty());
    }
    Optional<Float> number = Form.NUMBER.parse().apply(written.get());
    return number.isPresent()
        ? new PerChannel(number.get(), Optional.empty())
        : new PerChannel(otherwise, file(key, written.get(), parameters));
  }

  private static Optional<ArrayFile> file(String key, Tree written, Parameters parameters) {
    if (written instanceof Tree.Scalar name && parameters.arrays().isName(name.text())) {
      return parameters.floats(key);
    }
    parameters.refuse(
        parameters.entry(key).orElseThrow(),
        "expected "
            + Form.NUMBER.words()
            + ", or "
            + parameters.arrays().words()
            + ", found "
            + written.words());
    return Optional.empty();
  }

  INDArray in(NodeArrays arrays, ImageShape image) {
    return file.map(array -> arrays.of(array, isOne(array) ? 1 : image.channels()))
        .orElseGet(() -> arrays.constant(constant));
  }

  private static boolean isOne(ArrayFile array) {
    return array.rank() == 1 && array.rows() == 1;
  }
}
