package org.orthant.framework.run;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.orthant.api.BadInputException;
import org.orthant.api.data.Split;
import org.orthant.api.model.ImageShape;
import org.orthant.framework.failure.PluginCall;

/**
 * Holds a dataset's split to its contract. A run has nothing to go on with if it does not keep it.
 *
 * @param dataset its id
 * @param image the shape of each image
 */
record CheckedSplit(String dataset, ImageShape image, Split split) implements Split {

  @Override
  public int size() {
    return split.size();
  }

  @Override
  public INDArray images(int... indices) {
    INDArray images =
        PluginCall.of(() -> split.images(indices), thrown -> failed("images", thrown));
    long[] expected = {indices.length, image.height(), image.width(), image.channels()};
    if (images == null || !Arrays.equals(images.shape(), expected)) {
      throw failed(
          String.format(
              Locale.ROOT,
              "images: returned %s for %s",
              images == null ? null : Arrays.toString(images.shape()),
              Arrays.toString(expected)));
    }
    Optional<String> complaint = Finite.complaint(images);
    if (complaint.isPresent()) {
      throw failed("images: " + complaint.get());
    }
    return images;
  }

  @Override
  public int[] labels(int... indices) {
    int[] labels = PluginCall.of(() -> split.labels(indices), thrown -> failed("labels", thrown));
    if (labels == null || labels.length != indices.length) {
      throw failed(
          String.format(
              Locale.ROOT,
              "labels: returned %s for %d images",
              labels == null ? null : Integer.toString(labels.length),
              indices.length));
    }
    return labels;
  }

  private RuntimeException failed(String method, Throwable thrown) {
    return thrown instanceof BadInputException mistake
        ? mistake
        : new AnalysisException(
            String.format(
                Locale.ROOT,
                "dataset '%s' failed: %s: %s",
                dataset,
                method,
                PluginCall.inWords(thrown)),
            thrown);
  }

  private AnalysisException failed(String reason) {
    return new AnalysisException(
        String.format(Locale.ROOT, "dataset '%s' failed: %s", dataset, reason));
  }
}
