package org.orthant.dl4j;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.orthant.api.BadInputException;
import org.orthant.api.data.DatasetShape;
import org.orthant.api.model.LayerShape;
import org.orthant.api.model.Model;
import org.orthant.api.spi.NetworkSource;
import org.orthant.api.spi.Preparation;

/** A network that is trained on the run's dataset. */
interface TrainedNetworkSource extends NetworkSource {

  /** The recipe. */
  Training training();

  /** The network for such images. */
  TrainedSource trained(DatasetShape dataset);

  @Override
  default List<LayerShape> layers(Optional<DatasetShape> dataset) {
    DatasetShape shape =
        dataset.orElseThrow(
            () -> new BadInputException("this network is trained on a dataset: name one"));
    if (shape.training() < training().batch()) {
      throw new BadInputException(
          "a batch of %d does not fit into %d training images"
              .formatted(training().batch(), shape.training()));
    }
    return trained(shape).shapes();
  }

  @Override
  default long trainingImages(Optional<DatasetShape> dataset) {
    return dataset.map(shape -> (long) shape.training() * training().epochs()).orElse(0L);
  }

  @Override
  default Model obtain(Preparation preparation) throws IOException {
    return trained(preparation.dataset().orElseThrow().shape()).obtain(preparation);
  }
}
