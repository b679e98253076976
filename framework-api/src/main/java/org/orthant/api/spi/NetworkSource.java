package org.orthant.api.spi;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.orthant.api.data.DatasetShape;
import org.orthant.api.graph.Model;
import org.orthant.api.model.LayerOutline;

/** Gives the network to analyse: trained now, found again, or read from files. */
public non-sealed interface NetworkSource extends Plugin {

  /**
   * The network's layers, known before anything slow starts.
   *
   * @param dataset the dataset it is for; empty where the configuration names none
   * @throws org.orthant.api.BadInputException if this network cannot serve that dataset
   */
  List<LayerOutline> layers(Optional<DatasetShape> dataset);

  /** How many images training looks at in all, every epoch counted; 0 for a network not trained. */
  default long trainingImages(Optional<DatasetShape> dataset) {
    return 0;
  }

  /**
   * Whether images can pass the network. If not, it is layers alone, and only weights can be
   * measured.
   */
  default boolean takesImages() {
    return true;
  }

  /** The network itself. Its layers are those that {@link #layers} announced. */
  Model obtain(Preparation preparation) throws IOException;
}
