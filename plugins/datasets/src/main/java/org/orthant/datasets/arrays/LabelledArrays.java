package org.orthant.datasets.arrays;

import java.io.IOException;
import java.util.Optional;
import org.orthant.api.BadInputException;
import org.orthant.api.data.PixelRange;
import org.orthant.datasets.own.Refusal;

/** Images whose header has been read, and their labels. */
record LabelledArrays(ImageArray images, LabelArray labels) {

  /** What the configuration says of all arrays. */
  record Reading(Layout layout, Optional<PixelRange> pixels, Optional<Integer> classes) {

    /**
     * Reads the header of the images, then their labels.
     *
     * @throws BadInputException if one cannot be used, or they are of different length
     */
    LabelledArrays read(StoredArray images, StoredArray labels) {
      ImageArray image = ImageArray.of(images, layout, pixels);
      LabelArray label = LabelArray.read(labels, classes);
      if (image.count() != label.labels().length) {
        throw Refusal.of(
            images.name(),
            "has %d images, and %s has %d labels",
            image.count(),
            labels.name(),
            label.labels().length);
      }
      return new LabelledArrays(image, label);
    }

    LabelledArrays read(ArrayPair pair) throws IOException {
      return read(NpyFile.of(pair.images()), NpyFile.of(pair.labels()));
    }

    LabelledArrays read(NpzArchive archive, String images, String labels) throws IOException {
      return read(archive.array(images), archive.array(labels));
    }
  }
}
