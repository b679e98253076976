package org.orthant.imports;

import com.google.inject.Guice;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.orthant.api.Seed;
import org.orthant.api.data.Dataset;
import org.orthant.api.graph.Graph;
import org.orthant.api.spi.Preparation;
import org.orthant.framework.catalog.Catalog;
import org.orthant.framework.catalog.CatalogModule;
import org.orthant.framework.config.ConfigReader;
import org.orthant.framework.config.PretrainedNetworks;
import org.orthant.framework.run.inference.NoProgress;

/** Networks that configurations name. */
final class NamedNetwork {
  private static final Path MODELS = Path.of("..", "models");

  private NamedNetwork() {}

  /**
   * The network for CIFAR-10 images.
   *
   * @param source as the key {@code network} has it
   * @param folder where it may write
   */
  static Graph graph(String source, Dataset cifar, Path folder) throws IOException {
    Catalog catalog =
        Guice.createInjector(new CatalogModule(NamedNetwork.class.getClassLoader()))
            .getInstance(Catalog.class);
    String run =
        """
        name: import
        dataset: cifar10
        network: %s
        quantizers: { binary: binary }
        probes: [accuracy]
        """
            .formatted(source);
    return new ConfigReader(catalog, new PretrainedNetworks(List.of(MODELS)))
        .read("run.yaml", run, List.of())
        .network()
        .value()
        .obtain(new Preparation(Optional.of(cifar), new Seed(1), folder::resolve, new NoProgress()))
        .graph()
        .orElseThrow();
  }
}
