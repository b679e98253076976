package org.orthant.dl4j;

import java.util.Arrays;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.orthant.api.RandomNumbers;

/**
 * Random changes to training images that leave their class as it is.
 *
 * @param flip whether an image is mirrored left to right with probability ½
 * @param shift by how many pixels an image is moved at most, in each direction; what comes in from
 *     outside is black, −1
 */
record Augmentation(boolean flip, int shift) {

  /**
   * Changed copies of images.
   *
   * @param images [n, height, width, channels]
   */
  INDArray apply(INDArray images, RandomNumbers random) {
    if (!flip && shift == 0) {
      return images;
    }
    int height = (int) images.size(1);
    int width = (int) images.size(2);
    int channels = (int) images.size(3);
    float[] from = images.data().asFloat();
    float[] to = new float[from.length];
    Arrays.fill(to, -1);
    for (int image = 0; image < images.size(0); image++) {
      boolean mirrored = flip && random.nextBoolean();
      int down = shift == 0 ? 0 : random.nextInt(-shift, shift + 1);
      int right = shift == 0 ? 0 : random.nextInt(-shift, shift + 1);
      for (int y = Math.max(0, down); y < Math.min(height, height + down); y++) {
        for (int x = Math.max(0, right); x < Math.min(width, width + right); x++) {
          int sourceX = mirrored ? width - 1 - (x - right) : x - right;
          int source = ((image * height + y - down) * width + sourceX) * channels;
          int target = ((image * height + y) * width + x) * channels;
          System.arraycopy(from, source, to, target, channels);
        }
      }
    }
    return Nd4j.createFromArray(to).reshape(images.shape());
  }
}
