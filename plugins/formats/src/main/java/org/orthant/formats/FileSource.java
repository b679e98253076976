package org.orthant.formats;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.orthant.api.Id;
import org.orthant.api.data.Dataset;
import org.orthant.api.data.DatasetShape;
import org.orthant.api.data.PixelRange;
import org.orthant.api.graph.Model;
import org.orthant.api.inspection.Inspection;
import org.orthant.api.model.LayerOutline;
import org.orthant.api.spi.NetworkSource;
import org.orthant.api.spi.Preparation;
import org.orthant.formats.equalization.Rescaling;

/**
 * A network in a file. Its parameters are the same in every format; only what reads the file
 * differs.
 */
interface FileSource extends NetworkSource {

  Optional<Path> file();

  @Override
  Optional<PixelRange> pixels();

  List<Double> mean();

  List<Double> deviation();

  ChannelOrder channels();

  Optional<Double> expectAccuracy();

  boolean fold();

  boolean equalize();

  /** Returns what reads the format. */
  NetworkFile.Reader reader();

  private Preprocessing preprocessing() {
    return new Preprocessing(pixels(), mean(), deviation(), channels());
  }

  private String id() {
    return getClass().getAnnotation(Id.class).value();
  }

  private NetworkFile opened() {
    return NetworkFile.named(id(), file(), reader());
  }

  @Override
  default List<LayerOutline> layers(Optional<DatasetShape> dataset) {
    return opened().outlines(dataset, preprocessing());
  }

  @Override
  default Model obtain(Preparation preparation) throws IOException {
    return opened()
        .model(
            preparation.dataset().map(Dataset::shape),
            preprocessing(),
            Rescaling.of(fold(), equalize()));
  }

  @Override
  default OptionalDouble expectedAccuracy() {
    return expectAccuracy().map(OptionalDouble::of).orElseGet(OptionalDouble::empty);
  }

  @Override
  default Optional<Inspection> inspect(Path path) {
    return new NetworkFile(id(), path, reader()).inspection();
  }
}
