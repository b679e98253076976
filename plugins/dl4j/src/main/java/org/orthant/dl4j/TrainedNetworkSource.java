package org.orthant.dl4j;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.orthant.api.BadInputException;
import org.orthant.api.data.DatasetShape;
import org.orthant.api.graph.Model;
import org.orthant.api.model.LayerOutline;
import org.orthant.api.spi.NetworkSource;
import org.orthant.api.spi.Preparation;

/** A network that is trained on the run's dataset, unless its parameters are given. */
interface TrainedNetworkSource extends NetworkSource {

  /** The recipe. */
  Training training();

  /** The folder with its parameters, if they are given; then nothing is trained. */
  Optional<Path> parameters();

  /** The network for such images. */
  TrainedSource trained(DatasetShape dataset);

  @Override
  default List<LayerOutline> layers(Optional<DatasetShape> dataset) {
    DatasetShape shape =
        dataset.orElseThrow(
            () -> new BadInputException("this network is for a dataset's images: name one"));
    if (!shape.isLabelled()) {
      throw new BadInputException(
          "this network learns labels, and the dataset's images have none; take a network that was"
              + " trained elsewhere");
    }
    if (parameters().isPresent()) {
      stored(shape).check();
    } else if (learned(shape) < training().batch()) {
      throw new BadInputException(
          String.format(
              Locale.ROOT,
              "a batch of %d does not fit into %d training images%s",
              training().batch(),
              shape.training(),
              training().validation() == 0
                  ? ""
                  : ", of which " + training().validation() + " are set aside for validation"));
    }
    return trained(shape).layers().stream().map(LayerRecipe::outline).toList();
  }

  private int learned(DatasetShape dataset) {
    return dataset.training() - training().validation();
  }

  private StoredNetwork stored(DatasetShape dataset) {
    return new StoredNetwork(
        parameters().orElseThrow(),
        trained(dataset).layers(),
        training().loss(),
        training().epsilon());
  }

  @Override
  default long trainingImages(Optional<DatasetShape> dataset) {
    return dataset
        .filter(shape -> parameters().isEmpty())
        .map(shape -> (long) learned(shape) * training().epochs())
        .orElse(0L);
  }

  @Override
  default Model obtain(Preparation preparation) throws IOException {
    DatasetShape shape = preparation.dataset().orElseThrow().shape();
    return parameters().isPresent()
        ? stored(shape).obtain(preparation)
        : trained(shape).obtain(preparation);
  }
}
