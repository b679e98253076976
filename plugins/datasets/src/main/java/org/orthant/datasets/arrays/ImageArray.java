package org.orthant.datasets.arrays;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.orthant.api.BadInputException;
import org.orthant.api.data.PixelRange;
import org.orthant.api.file.NumpyDescription;
import org.orthant.api.model.ImageShape;
import org.orthant.datasets.own.Refusal;

/**
 * Images in an array whose header has been read.
 *
 * @param start where the pixels begin
 * @param rows whether these are rows of features, not images
 * @param planes whether each channel is a plane
 */
record ImageArray(
    StoredArray array,
    long start,
    int count,
    ImageShape image,
    PixelType type,
    PixelRange range,
    boolean rows,
    boolean planes) {
  private static final int LONGEST = 1 << 28;

  /**
   * Reads the header.
   *
   * @param range between which numbers the pixels lie, if the configuration says it
   * @throws BadInputException if these are no images, or fewer or more bytes than announced
   */
  static ImageArray of(StoredArray array, Layout layout, Optional<PixelRange> range) {
    NumpyDescription description = array.description();
    PixelType type = PixelType.of(array.name(), description.type());
    ImageShape image = image(array.name(), description.shape(), layout);
    array.requireLength(description, type.bytes());
    List<Long> shape = description.shape();
    return new ImageArray(
        array,
        description.headerBytes(),
        Math.toIntExact(shape.get(0)),
        image,
        type,
        range(array.name(), type, range),
        shape.size() == 2,
        shape.size() == 4 && layout == Layout.NCHW);
  }

  private static ImageShape image(String name, List<Long> shape, Layout layout) {
    if (shape.size() < 2 || shape.size() > 4) {
      throw Refusal.of(
          name,
          "images must be of the shape [n, height, width, channels], [n, channels, height, width],"
              + " [n, height, width] or [n, features], not %s",
          shape);
    }
    if (shape.stream().anyMatch(size -> size < 1 || size > Integer.MAX_VALUE)) {
      throw Refusal.of(name, "no size may be 0 or above 2^31 − 1, as in the shape %s", shape);
    }
    // At most three factors below 2³¹ in a double: far from its end.
    if (shape.stream().skip(1).mapToDouble(Long::doubleValue).reduce(1, (a, b) -> a * b)
        > LONGEST) {
      throw Refusal.of(name, "an image may have %d numbers, but its shape is %s", LONGEST, shape);
    }
    int[] sizes = shape.stream().mapToInt(Long::intValue).toArray();
    return switch (sizes.length) {
      case 2 -> ImageShape.vector(sizes[1]);
      case 3 -> new ImageShape(sizes[1], sizes[2], 1);
      default ->
          layout == Layout.NHWC
              ? new ImageShape(sizes[1], sizes[2], sizes[3])
              : new ImageShape(sizes[2], sizes[3], sizes[1]);
    };
  }

  private static PixelRange range(String name, PixelType type, Optional<PixelRange> range) {
    if (range.isEmpty() && !type.isByte()) {
      throw Refusal.of(
          name,
          "say between which numbers its pixels lie: pixels: 0..255, 0..1 or -1..1; the last leaves"
              + " them as they are");
    }
    return range.orElse(PixelRange.BYTES);
  }

  /** Maps the images into memory. */
  MappedImages map() throws IOException {
    return new MappedImages(this, array.map(start, count, image.size() * type.bytes()));
  }
}
