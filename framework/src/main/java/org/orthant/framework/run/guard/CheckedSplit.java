package org.orthant.framework.run.guard;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.orthant.api.data.Split;
import org.orthant.api.model.ImageShape;
import org.orthant.framework.failure.AnalysisException;

/**
 * Holds a dataset's split to its contract. A run has nothing to go on with if it does not keep it.
 *
 * @param dataset its id
 * @param image the shape of each image
 */
record CheckedSplit(String dataset, ImageShape image, Split split) implements Split {

  @Override
  public int size() {
    return call("size", split::size);
  }

  @Override
  public INDArray images(int... indices) {
    long[] expected = {indices.length, image.height(), image.width(), image.channels()};
    return call("images", () -> usable(split.images(indices.clone()), expected));
  }

  /** A copy, since the dataset may keep what it gave, or give it again. */
  private INDArray usable(INDArray images, long... expected) {
    if (images == null || !Arrays.equals(images.shape(), expected)) {
      throw failed(
          String.format(
              Locale.ROOT,
              "images: returned %s for %s",
              images == null ? null : Arrays.toString(images.shape()),
              Arrays.toString(expected)));
    }
    if (images.wasClosed()) {
      throw failed("images: returned an array that is closed");
    }
    Optional<String> complaint = Finite.complaint(images);
    if (complaint.isPresent()) {
      throw failed("images: " + complaint.get());
    }
    return images.dup('c');
  }

  @Override
  public int[] labels(int... indices) {
    int[] labels = call("labels", () -> split.labels(indices.clone()));
    if (labels.length != indices.length) {
      throw failed(
          String.format(
              Locale.ROOT, "labels: returned %d for %d images", labels.length, indices.length));
    }
    return labels.clone();
  }

  private <T> T call(String method, Supplier<T> call) {
    return CheckedDataset.call(dataset, method, call);
  }

  private AnalysisException failed(String reason) {
    return new AnalysisException(
        String.format(Locale.ROOT, "dataset '%s' failed: %s", dataset, reason));
  }
}
