package org.orthant.dl4j;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.orthant.api.BadInputException;
import org.orthant.api.data.DatasetShape;
import org.orthant.api.model.LayerShape;
import org.orthant.api.model.Model;
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
  default List<LayerShape> layers(Optional<DatasetShape> dataset) {
    DatasetShape shape =
        dataset.orElseThrow(
            () -> new BadInputException("this network is for a dataset's images: name one"));
    if (parameters().isPresent()) {
      return new StoredNetwork(parameters().get(), trained(shape).layers()).shapes();
    }
    if (shape.training() < training().batch()) {
      throw new BadInputException(
          String.format(
              Locale.ROOT,
              "a batch of %d does not fit into %d training images",
              training().batch(),
              shape.training()));
    }
    return trained(shape).shapes();
  }

  @Override
  default long trainingImages(Optional<DatasetShape> dataset) {
    return dataset
        .filter(shape -> parameters().isEmpty())
        .map(shape -> (long) shape.training() * training().epochs())
        .orElse(0L);
  }

  @Override
  default Model obtain(Preparation preparation) throws IOException {
    TrainedSource source = trained(preparation.dataset().orElseThrow().shape());
    return parameters().isPresent()
        ? new StoredNetwork(parameters().get(), source.layers()).obtain(preparation)
        : source.obtain(preparation);
  }
}
