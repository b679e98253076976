package org.orthant.framework.run.inference;

import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.orthant.api.BadInputException;
import org.orthant.api.Seed;
import org.orthant.api.array.Floats;
import org.orthant.api.data.Split;
import org.orthant.api.measure.Inputs;
import org.orthant.api.model.LayerShape;

/**
 * What enters a layer when calibration images pass the network as trained. Both calibrations have
 * the same number of training images, and no image in common. They are the same for all layers.
 *
 * @param training empty where no image passes the network
 * @param asTrained the network, of which none but the trained weights are used
 * @param shape the layer
 * @param images how many in each calibration; half of the training images where there are not as
 *     many
 * @param seed the run's
 */
public record CalibrationInputs(
    Optional<Split> training,
    Supplier<Network> asTrained,
    LayerShape shape,
    int images,
    Seed seed) {
  /** Where more numbers enter the layer, some positions of each image are left out. */
  private static final int MOST_NUMBERS = 1 << 22;

  /**
   * Positions of the images that enter the layer, all of them or some chosen at random.
   *
   * @return a new array [n, channels]
   * @throws BadInputException if no image passes the network
   */
  public INDArray positions(Inputs.Calibration which) {
    Split split =
        training.orElseThrow(
            () ->
                new BadInputException(
                    String.format(
                        Locale.ROOT,
                        "a quantizer is to be fitted to what enters %s, and no image passes this"
                            + " network",
                        shape.name())));
    int[] chosen = chosen(split.size(), which);
    int channels = shape.input().channels();
    int all = shape.input().height() * shape.input().width();
    int perImage = Math.max(1, Math.min(all, MOST_NUMBERS / channels / chosen.length));
    float[] rows = new float[chosen.length * perImage * channels];
    FloatBuffer to = FloatBuffer.wrap(rows);
    LayerInputs inputs = new LayerInputs(asTrained, shape);
    for (int from = 0; from < chosen.length; from += Groups.SIZE) {
      int[] group = Arrays.copyOfRange(chosen, from, Math.min(chosen.length, from + Groups.SIZE));
      inputs.of(split, group, tensor -> copy(tensor, group, all, perImage, to));
    }
    return Floats.array(rows, rows.length / channels, channels);
  }

  private int[] chosen(int available, Inputs.Calibration which) {
    int count = Math.min(images, Math.max(1, available / 2));
    int[] order =
        Groups.of(available, Math.min(available, 2 * count), seed.fork("calibration")).all();
    return which == Inputs.Calibration.FIRST
        ? Arrays.copyOf(order, count)
        : Arrays.copyOfRange(order, order.length - count, order.length);
  }

  private FloatBuffer copy(INDArray tensor, int[] group, int all, int perImage, FloatBuffer to) {
    int channels = shape.input().channels();
    float[] numbers = Floats.of(tensor);
    for (int image = 0; image < group.length; image++) {
      for (int position : positions(group[image], all, perImage)) {
        to.put(numbers, (image * all + position) * channels, channels);
      }
    }
    return to;
  }

  private int[] positions(int image, int all, int perImage) {
    return Groups.of(all, perImage, seed.fork("positions").fork(shape.name()).fork(image)).all();
  }
}
