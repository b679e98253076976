package org.orthant.datasets.arrays;

import java.io.IOException;
import java.util.Optional;
import org.orthant.api.BadInputException;
import org.orthant.api.data.PixelRange;
import org.orthant.datasets.own.Labels;
import org.orthant.datasets.own.Refusal;

/** Images whose header has been read, and their labels, where they have any. */
record LabelledArrays(ImageArray images, Optional<LabelArray> labels) {

  /** What the configuration says of all arrays. */
  record Reading(Layout layout, Optional<PixelRange> pixels, Optional<Integer> classes) {

    /**
     * Reads the header of the images, then their labels.
     *
     * @throws BadInputException if one cannot be used, or they are of different length
     */
    LabelledArrays read(StoredArray images, Optional<StoredArray> labels) {
      ImageArray image = ImageArray.of(images, layout, pixels);
      Optional<LabelArray> label = labels.map(array -> LabelArray.read(array, classes));
      label.ifPresent(read -> requireOneEach(image, read));
      return new LabelledArrays(image, label);
    }

    private static void requireOneEach(ImageArray images, LabelArray labels) {
      if (images.count() != labels.labels().length) {
        throw Refusal.of(
            images.array().name(),
            "has %d images, and %s has %d labels",
            images.count(),
            labels.name(),
            labels.labels().length);
      }
    }

    LabelledArrays read(ArrayPair pair) throws IOException {
      StoredArray images = NpyFile.of(pair.images());
      return pair.labels().isPresent()
          ? read(images, Optional.of(NpyFile.of(pair.labels().get())))
          : read(images, Optional.empty());
    }

    LabelledArrays read(NpzArchive archive, String images, Optional<String> labels)
        throws IOException {
      return labels.isPresent()
          ? read(archive.array(images), Optional.of(archive.array(labels.get())))
          : read(archive.array(images), Optional.empty());
    }
  }

  /** The labels of all images of the file. */
  Labels all() {
    return labels.map(array -> Labels.of(array.labels())).orElse(Labels.NONE);
  }

  /** The largest label; −1 if there is none. */
  int largest() {
    return labels.map(LabelArray::largest).orElse(-1);
  }
}
