package org.orthant.framework.run.inference;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.orthant.api.BadInputException;
import org.orthant.api.Seed;
import org.orthant.api.data.Split;
import org.orthant.api.model.LayerShape;
import org.orthant.api.model.Patches;
import org.orthant.framework.run.layer.InputSample;

/**
 * What enters a layer when training images pass the network as trained.
 *
 * @param training empty where no image passes the network
 * @param asTrained the network, of which none but the trained weights are used
 * @param shape the layer
 */
public record TrainingInputs(
    Optional<Split> training, Supplier<Network> asTrained, LayerShape shape, Seed seed)
    implements InputSample {
  /** Fewer images would show too little, however many positions each has. */
  private static final int FEWEST_IMAGES = 500;

  /** Passing more would take longer than what is fitted to them. */
  private static final int MOST_IMAGES = 2000;

  /**
   * Vectors that the layer's filters meet, chosen at random.
   *
   * @return a new array [n, d], 1 ≤ n ≤ {@code atMost}
   * @throws BadInputException if no image passes the network
   */
  @Override
  public INDArray rows(int atMost) {
    Split split =
        training.orElseThrow(
            () ->
                new BadInputException(
                    String.format(
                        Locale.ROOT,
                        "a quantizer is to be fitted to the inputs of %s, and no image passes this"
                            + " network",
                        shape.name())));
    int vectors = shape.positions() * shape.groups();
    int needed = (atMost + vectors - 1) / vectors;
    int ofAllGroups = Math.max(1, atMost / shape.groups());
    int images =
        Math.min(
            Math.min(ofAllGroups, split.size()),
            Math.min(MOST_IMAGES, Math.max(FEWEST_IMAGES, needed)));
    int perImage = Math.min(shape.positions(), ofAllGroups / images);
    int[] chosen =
        seed.fork("images").generator().ints(0, split.size()).distinct().limit(images).toArray();
    List<INDArray> parts = new ArrayList<>();
    for (int from = 0; from < images; from += Groups.SIZE) {
      int[] group = Arrays.copyOfRange(chosen, from, Math.min(images, from + Groups.SIZE));
      parts.add(rows(split, group, perImage, seed.fork("positions").fork(from)));
    }
    INDArray all = together(parts);
    return all.size(0) <= atMost ? all : some(atMost, all);
  }

  private static INDArray together(List<INDArray> parts) {
    if (parts.size() == 1) {
      return parts.get(0); // ND4J would give the same array, which must not be closed
    }
    INDArray all = Nd4j.concat(0, parts.toArray(INDArray[]::new));
    parts.forEach(INDArray::close);
    return all;
  }

  /** So many of the vectors of one position, where a layer has more groups than that. */
  private INDArray some(int count, INDArray all) {
    int[] chosen =
        seed.fork("groups")
            .generator()
            .ints(0, (int) all.size(0))
            .distinct()
            .limit(count)
            .toArray();
    try (INDArray whole = all) {
      return whole.getRows(chosen).dup('c');
    }
  }

  private INDArray rows(Split split, int[] indices, int perImage, Seed positions) {
    return new LayerInputs(asTrained, shape)
        .of(split, indices, inputs -> new Patches(shape).some(inputs, perImage, positions));
  }
}
