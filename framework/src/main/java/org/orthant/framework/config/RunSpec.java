package org.orthant.framework.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.orthant.api.spi.DatasetSource;
import org.orthant.api.spi.Executor;
import org.orthant.api.spi.NetworkSource;
import org.orthant.api.spi.Probe;
import org.orthant.api.spi.Quantizer;
import org.orthant.framework.catalog.jar.PluginJar;
import org.orthant.framework.gate.Gate;

/**
 * One analysis as configured: a network, quantizers and probes.
 *
 * @param name of the run; safe as the name of a folder
 * @param seed for everything random
 * @param dataset empty where the configuration names none
 * @param network the network to analyse
 * @param quantizers in the order of the configuration but for the focus, at least one, names unique
 * @param focus the first of them, where the configuration put it first; the others are compared
 *     with it
 * @param layers names of layers, or globs with {@code *}; at least one
 * @param probes in the order of the configuration, at least one, ids unique
 * @param calibration to how many training images quantizers of what enters a layer are fitted
 * @param executor decides where the measuring is done
 * @param gate what the findings must hold; at least one rule
 * @param report the folder for what the run writes
 * @param folder where relative paths of plugins' parameters start
 * @param yaml the configuration with its overrides in a canonical form: comments, styles and
 *     aliases are gone; reading it again gives an equal run
 * @param movable the same for other folders
 */
public record RunSpec(
    String name,
    long seed,
    Optional<Named<DatasetSource>> dataset,
    Named<NetworkSource> network,
    List<Named<Quantizer>> quantizers,
    Optional<String> focus,
    List<Located<String>> layers,
    List<Named<Probe>> probes,
    int calibration,
    Named<Executor> executor,
    Optional<Located<Gate>> gate,
    Path report,
    Path folder,
    String yaml,
    MovableConfig movable) {
  public RunSpec {
    quantizers = List.copyOf(quantizers);
    layers = List.copyOf(layers);
    probes = List.copyOf(probes);
  }

  /** Returns the same run, measured by another executor than configured. */
  public RunSpec measuredBy(Executor other) {
    return new RunSpec(
        name,
        seed,
        dataset,
        network,
        quantizers,
        focus,
        layers,
        probes,
        calibration,
        new Named<>(executor.name(), executor.plugin(), other, executor.position()),
        gate,
        report,
        folder,
        yaml,
        movable);
  }

  /** The jars that plugins of the run come from, without repeats. */
  public List<PluginJar> jars() {
    return Stream.of(
            dataset.stream(), Stream.of(network, executor), quantizers.stream(), probes.stream())
        .flatMap(plugins -> plugins)
        .flatMap(plugin -> PluginJar.of(plugin.value()).stream())
        .distinct()
        .toList();
  }
}
