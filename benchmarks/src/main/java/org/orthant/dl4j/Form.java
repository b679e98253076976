package org.orthant.dl4j;

import java.util.List;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.learning.config.IUpdater;
import org.orthant.api.Seed;

/** Whose layers compute a network while it is trained. */
public enum Form {
  /** Orthant's, each in one with what follows it. */
  FUSED {
    @Override
    MultiLayerNetwork network(List<LayerRecipe> recipes, Loss loss, IUpdater updater, Seed seed) {
      return new BinaryNetwork(recipes, Layers.FUSED, loss, updater, seed, DataType.FLOAT)
          .network();
    }
  },

  /** Orthant's in float arithmetic, one by one. */
  SEPARATE {
    @Override
    MultiLayerNetwork network(List<LayerRecipe> recipes, Loss loss, IUpdater updater, Seed seed) {
      return new BinaryNetwork(recipes, Layers.SEPARATE, loss, updater, seed, DataType.FLOAT)
          .network();
    }
  },

  /** DeepLearning4J's own. */
  STOCK {
    @Override
    MultiLayerNetwork network(List<LayerRecipe> recipes, Loss loss, IUpdater updater, Seed seed) {
      return StockNetwork.of(recipes, loss, updater, seed);
    }
  };

  abstract MultiLayerNetwork network(
      List<LayerRecipe> recipes, Loss loss, IUpdater updater, Seed seed);
}
