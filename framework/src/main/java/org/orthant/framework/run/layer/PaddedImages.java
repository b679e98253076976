package org.orthant.framework.run.layer;

import java.util.Arrays;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.orthant.api.array.Dense;
import org.orthant.api.array.Floats;
import org.orthant.api.model.ImageShape;
import org.orthant.api.model.Pads;

/** Images with rows and columns around them. */
public final class PaddedImages {
  private PaddedImages() {}

  /**
   * Pads images.
   *
   * @param tensor [images, height, width, channels]
   * @param image their shape
   * @param value what the pads hold
   * @return a new array
   */
  public static INDArray of(INDArray tensor, ImageShape image, Pads pads, float value) {
    ImageShape padded = pads.around(image);
    int images = (int) tensor.size(0);
    float[] numbers = Floats.of(Dense.of(tensor));
    float[] result = new float[Math.multiplyExact(images, padded.size())];
    if (value != 0) {
      Arrays.fill(result, value);
    }
    int row = image.width() * image.channels();
    for (int n = 0; n < images; n++) {
      for (int y = 0; y < image.height(); y++) {
        System.arraycopy(
            numbers,
            (n * image.height() + y) * row,
            result,
            ((n * padded.height() + y + pads.top()) * padded.width() + pads.left())
                * padded.channels(),
            row);
      }
    }
    return Floats.array(result, images, padded.height(), padded.width(), padded.channels());
  }
}
