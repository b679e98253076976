package org.orthant.framework.run.inference;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.orthant.api.BadInputException;
import org.orthant.api.Seed;
import org.orthant.api.data.Split;
import org.orthant.api.model.LayerShape;
import org.orthant.api.model.Patches;

/**
 * What enters a layer when training images pass the network as trained.
 *
 * @param training empty where no image passes the network
 * @param before the layers in front of it
 * @param shape the layer
 */
public record TrainingInputs(
    Optional<Split> training, List<QuantizedLayer> before, LayerShape shape, Seed seed) {
  /** Fewer images would show too little, however many positions each has. */
  private static final int FEWEST_IMAGES = 500;

  /** Passing more would take longer than what is fitted to them. */
  private static final int MOST_IMAGES = 2000;

  public TrainingInputs {
    before = List.copyOf(before);
  }

  /**
   * Vectors that the layer's filters meet, chosen at random.
   *
   * @return a new array [n, d], 1 ≤ n ≤ {@code atMost}
   * @throws BadInputException if no image passes the network
   */
  INDArray rows(int atMost) {
    Split split =
        training.orElseThrow(
            () ->
                new BadInputException(
                    String.format(
                        Locale.ROOT,
                        "a quantizer is to be fitted to the inputs of %s, and no image passes this network",
                        shape.name())));
    int needed = (atMost + shape.positions() - 1) / shape.positions();
    int images =
        Math.min(
            Math.min(atMost, split.size()), Math.min(MOST_IMAGES, Math.max(FEWEST_IMAGES, needed)));
    int perImage = Math.min(shape.positions(), atMost / images);
    int[] chosen =
        seed.fork("images").generator().ints(0, split.size()).distinct().limit(images).toArray();
    List<INDArray> parts = new ArrayList<>();
    for (int from = 0; from < images; from += Groups.SIZE) {
      int[] group = Arrays.copyOfRange(chosen, from, Math.min(images, from + Groups.SIZE));
      parts.add(rows(split, group, perImage, seed.fork("positions").fork(from)));
    }
    INDArray all = Nd4j.concat(0, parts.toArray(INDArray[]::new));
    parts.forEach(INDArray::close);
    return all;
  }

  private INDArray rows(Split split, int[] indices, int perImage, Seed positions) {
    Signals images = Signals.of(split.images(indices));
    try (Signals leaving = Inference.through(Variant.asTrained(before).stages(), images);
        Signals inputs = leaving.entering(shape)) {
      return new Patches(shape).some(inputs.tensor(), perImage, positions);
    }
  }
}
