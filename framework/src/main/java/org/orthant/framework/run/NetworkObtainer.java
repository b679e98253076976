package org.orthant.framework.run;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import org.nd4j.linalg.factory.Nd4j;
import org.orthant.api.BadInputException;
import org.orthant.api.Progress;
import org.orthant.api.Seed;
import org.orthant.api.data.Dataset;
import org.orthant.api.graph.Model;
import org.orthant.api.spi.NetworkSource;
import org.orthant.api.spi.Preparation;
import org.orthant.framework.catalog.jar.PluginJar;
import org.orthant.framework.config.Named;
import org.orthant.framework.config.RunSpec;
import org.orthant.framework.plan.Plan;
import org.orthant.framework.storage.UsedNetworks;

/**
 * Obtains networks, trained now or before.
 *
 * @param networks where those that were trained before are found again
 */
record NetworkObtainer(UsedNetworks networks, Progress progress) {

  /**
   * The run's network, of the layers that it announced.
   *
   * @param seed the run's
   */
  Model obtain(Plan plan, Optional<Dataset> dataset, Seed seed) throws IOException {
    oneNativeThreadPerCaller();
    RunSpec spec = plan.spec();
    Named<NetworkSource> source = spec.network();
    Preparation preparation =
        new Preparation(
            dataset, seed.fork("network"), networks, code(spec), Platform.here(), progress);
    Model model =
        new RequiredPlugin("network", source.name())
            .call("obtain", () -> source.value().obtain(preparation));
    requireAnnounced(plan, model);
    return model;
  }

  /**
   * Groups of images are measured side by side, each on one thread: native threads would compete
   * with them, and their number would change the order of summation, and so the last digits.
   */
  private static void oneNativeThreadPerCaller() {
    Nd4j.factory().blas().setMaxThreads(1);
    Nd4j.getEnvironment().setMaxMasterThreads(1);
    Nd4j.getEnvironment().setMaxThreads(1);
  }

  /** The hashes of the jars that the network and the plugins in it come from. */
  private static String code(RunSpec spec) {
    return PluginJar.of(spec.network().value()).stream()
        .map(PluginJar::sha256)
        .sorted()
        .collect(joining(" "));
  }

  private static void requireAnnounced(Plan plan, Model model) {
    if (!model.outlines().equals(plan.network())) {
      throw new BadInputException(
          String.format(
              Locale.ROOT,
              "the network has layers %s, not %s as announced",
              model.outlines(),
              plan.network()));
    }
    if (model.graph().isEmpty() && plan.spec().network().value().takesImages()) {
      throw new BadInputException("the network takes images, and has no graph for them to pass");
    }
  }
}
