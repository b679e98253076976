package org.orthant.framework.run.inference;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.orthant.api.model.LayerShape;

/**
 * Passes images through variants of a network. Variants that begin with the same stages pass them
 * once.
 */
public final class Inference {
  private Inference() {}

  /** Sees what happens on the way. */
  public interface Observer {
    /**
     * Called before a layer computes.
     *
     * @param variants all that the layer's inputs belong to
     * @param products what enters, and what comes of it; valid during the call
     */
    default void enters(List<Variant> variants, Products products) {}

    /**
     * Called at the end.
     *
     * @param path all layers from the first to the last; valid during the call
     * @param scores [images, classes]; valid during the call
     */
    default void leaves(Variant variant, List<Passage> path, INDArray scores) {}
  }

  /** One layer that images have passed, with what entered and what left. */
  public record Passage(Stage stage, Products products, Outputs outputs) {}

  /**
   * Passes images through all variants.
   *
   * @param images [images, height, width, channels]
   */
  public static void run(INDArray images, List<Variant> variants, Observer observer) {
    pass(Signals.of(images), Optional.empty(), variants, List.of(), observer);
  }

  private static void pass(
      Signals signals,
      Optional<Outputs> before,
      List<Variant> variants,
      List<Passage> path,
      Observer observer) {
    QuantizedLayer layer = variants.get(0).stages().get(path.size()).layer();
    LayerShape shape = layer.layer().shape();
    try (Products products =
        new Products(
            layer,
            signals.entering(shape),
            before.map(outputs -> () -> Signals.shaped(outputs.continuous(), shape)))) {
      Map<Stage, List<Variant>> following = byStage(variants, path.size());
      following.keySet().forEach(stage -> stage.expect(products));
      observer.enters(variants, products);
      products.release();
      following.forEach((stage, sharing) -> pass(stage, products, sharing, path, observer));
    }
  }

  private static void pass(
      Stage stage,
      Products products,
      List<Variant> sharing,
      List<Passage> before,
      Observer observer) {
    try (Outputs outputs = stage.outputs(products)) {
      List<Passage> path = new ArrayList<>(before);
      path.add(new Passage(stage, products, outputs));
      if (path.size() == sharing.get(0).stages().size()) {
        sharing.forEach(variant -> observer.leaves(variant, path, outputs.activated().tensor()));
      } else {
        pass(outputs.activated(), Optional.of(outputs), sharing, path, observer);
      }
    }
  }

  private static Map<Stage, List<Variant>> byStage(List<Variant> variants, int index) {
    Map<Stage, List<Variant>> stages = new LinkedHashMap<>();
    for (Variant variant : variants) {
      stages.computeIfAbsent(variant.stages().get(index), first -> new ArrayList<>()).add(variant);
    }
    return stages;
  }

  /**
   * What leaves the last of some stages.
   *
   * @param inputs what enters the first, and is closed
   */
  public static Signals through(List<Stage> stages, Signals inputs) {
    Signals signals = inputs;
    for (Stage stage : stages) {
      try (Signals entered = signals;
          Products products =
              new Products(
                  stage.layer(),
                  entered.entering(stage.layer().layer().shape()),
                  Optional.empty())) {
        signals = stage.outputs(products).leave();
      }
    }
    return signals;
  }

  /** The class with the highest score of each image; of equal ones the first. */
  public static int[] predictions(INDArray scores) {
    return Nd4j.argMax(scores, 1).toIntVector();
  }
}
