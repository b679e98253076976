package org.orthant.formats;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.orthant.api.BadInputException;
import org.orthant.api.Doc;
import org.orthant.api.Id;
import org.orthant.api.data.Dataset;
import org.orthant.api.data.DatasetShape;
import org.orthant.api.graph.Model;
import org.orthant.api.model.LayerOutline;
import org.orthant.api.spi.NetworkSource;
import org.orthant.api.spi.Preparation;
import org.orthant.formats.equalization.Rescaling;
import org.orthant.formats.folder.GraphFolder;

/** A network of any shape, trained elsewhere, as docs/network-folder.md says it is written. */
@Id("graph")
@Doc("Network of any shape, trained elsewhere, described by a file and arrays")
public record StoredGraph(
    @Doc("the network's folder, with network.yaml and its arrays; it must be named")
        Optional<Path> folder,
    @Doc("whether batch normalization becomes part of the weights of the layer before it")
        boolean fold,
    @Doc(
            "whether it does, and neighbouring layers' channels are then scaled so that their ranges match")
        boolean equalize)
    implements NetworkSource {

  public StoredGraph() {
    this(Optional.empty(), false, false);
  }

  @Override
  public List<LayerOutline> layers(Optional<DatasetShape> dataset) {
    return opened().outlines(dataset);
  }

  @Override
  public Model obtain(Preparation preparation) throws IOException {
    return opened().model(preparation.dataset().map(Dataset::shape), Rescaling.of(fold, equalize));
  }

  private GraphFolder opened() {
    return new GraphFolder(
        folder.orElseThrow(
            () ->
                new BadInputException(
                    "graph: name the network's folder: { graph: { folder: DIR } }")));
  }
}
