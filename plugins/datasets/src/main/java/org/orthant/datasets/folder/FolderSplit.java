package org.orthant.datasets.folder;

import java.util.Arrays;
import java.util.Objects;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.orthant.api.data.Split;
import org.orthant.api.model.ImageShape;
import org.orthant.datasets.own.Labels;

/** Some of the images of a folder. Each is decoded by the thread that asks for it. */
final class FolderSplit implements Split {
  private final LabelledImages images;
  private final Labels labels;
  private final int[] chosen;
  private final Framing framing;

  /**
   * Takes the indices over without copying them.
   *
   * @param labels of all images of the folder
   * @param chosen which images the split has, in its order
   */
  FolderSplit(LabelledImages images, Labels labels, int[] chosen, Framing framing) {
    this.images = images;
    this.labels = labels;
    this.chosen = chosen;
    this.framing = framing;
  }

  /** Returns the same with others of the folder's images. */
  FolderSplit with(int... others) {
    return new FolderSplit(images, labels, others, framing);
  }

  Framing framing() {
    return framing;
  }

  /** Returns where the images lie. */
  String folder() {
    return images.folder().toString();
  }

  /** Returns which of the folder's images the one at an index is. */
  int place(int index) {
    return chosen[Objects.checkIndex(index, chosen.length)];
  }

  /** The path of the image at an index, from the folder. */
  String name(int index) {
    return images.images().get(place(index));
  }

  /** The file of the image at an index. */
  ImageFile file(int index) {
    return new ImageFile(images.folder().resolve(name(index)));
  }

  @Override
  public int size() {
    return chosen.length;
  }

  /** The images at these indices; pixel p becomes p / 127.5 − 1. */
  @Override
  public INDArray images(int... indices) {
    ImageShape image = framing.image();
    float[] values = new float[Math.multiplyExact(indices.length, image.size())];
    int target = 0;
    for (int index : indices) {
      for (byte pixel : file(index).pixels(framing).values()) {
        values[target++] = Byte.toUnsignedInt(pixel) / 127.5f - 1;
      }
    }
    long[] shape = {indices.length, image.height(), image.width(), image.channels()};
    return Nd4j.create(values, shape, 'c').detach();
  }

  @Override
  public int[] labels(int... indices) {
    return labels.at(Arrays.stream(indices).map(this::place).toArray());
  }
}
