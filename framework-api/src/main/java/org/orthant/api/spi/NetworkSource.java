package org.orthant.api.spi;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.orthant.api.data.DatasetShape;
import org.orthant.api.data.PixelRange;
import org.orthant.api.graph.Model;
import org.orthant.api.inspection.Inspection;
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

  /**
   * Returns how many images training looks at in all, every epoch counted; 0 for a network not
   * trained.
   */
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

  /**
   * Returns which share of the test images the network labels rightly where it was trained, if the
   * configuration says so. A run ends where its own images contradict that: a wrong scale of the
   * pixels or order of the channels gives no other error.
   */
  default OptionalDouble expectedAccuracy() {
    return OptionalDouble.empty();
  }

  /**
   * Between which numbers the network takes pixels, before any mean and deviation of its own; empty
   * where the configuration does not say, or it takes them as Orthant has them.
   */
  default Optional<PixelRange> pixels() {
    return Optional.empty();
  }

  /**
   * Tells what a file holds, before any configuration exists; the source's own parameters do not
   * matter.
   *
   * @return empty if the file is not of a format that this source reads
   * @throws org.orthant.api.BadInputException if it is of such a format, but damaged
   */
  default Optional<Inspection> inspect(Path file) throws IOException {
    return Optional.empty();
  }

  /** The network itself. Its layers are those that {@link #layers} announced. */
  Model obtain(Preparation preparation) throws IOException;
}
