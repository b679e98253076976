package org.orthant.framework.result;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.orthant.framework.catalog.jar.PluginJar;

/**
 * Where a result comes from.
 *
 * @param config the configuration as run
 * @param datasetDigest SHA-256 of the dataset
 * @param network what the network's source tells of it
 * @param plugins the jars that plugins of the run come from; empty where all come with Orthant
 * @param arithmetic in what the network was computed, such as {@code bits, xnor four-by-four};
 *     empty where no image passed it
 * @param threads how many threads the machine offers
 * @param durations seconds by step
 */
public record Provenance(
    String config,
    long seed,
    Optional<String> datasetDigest,
    Map<String, String> network,
    List<PluginJar> plugins,
    Optional<String> arithmetic,
    int threads,
    Map<String, Double> durations,
    Instant finished) {}
