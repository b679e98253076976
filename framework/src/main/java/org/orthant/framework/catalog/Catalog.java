package org.orthant.framework.catalog;

import jakarta.inject.Inject;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.orthant.api.spi.DatasetSource;
import org.orthant.api.spi.Executor;
import org.orthant.api.spi.NetworkSource;
import org.orthant.api.spi.Probe;
import org.orthant.api.spi.Quantizer;
import org.orthant.api.spi.Rotation;

/** All plugins, by kind and id. */
public final class Catalog {
  private final Map<PluginKind, Map<String, PluginType<?>>> plugins =
      new EnumMap<>(PluginKind.class);

  @Inject
  Catalog(
      Map<String, PluginType<Quantizer>> quantizers,
      Map<String, PluginType<Rotation>> rotations,
      Map<String, PluginType<Probe>> probes,
      Map<String, PluginType<DatasetSource>> datasets,
      Map<String, PluginType<NetworkSource>> networks,
      Map<String, PluginType<Executor>> executors) {
    plugins.put(PluginKind.QUANTIZER, new TreeMap<>(quantizers));
    plugins.put(PluginKind.ROTATION, new TreeMap<>(rotations));
    plugins.put(PluginKind.PROBE, new TreeMap<>(probes));
    plugins.put(PluginKind.DATASET, new TreeMap<>(datasets));
    plugins.put(PluginKind.NETWORK, new TreeMap<>(networks));
    plugins.put(PluginKind.EXECUTOR, new TreeMap<>(executors));
  }

  /** The plugin of that kind and id; empty where there is none. */
  public Optional<PluginType<?>> find(PluginKind kind, String id) {
    return Optional.ofNullable(plugins.get(kind).get(id));
  }

  /** All plugins of a kind, sorted by id. */
  public List<PluginType<?>> all(PluginKind kind) {
    return List.copyOf(plugins.get(kind).values());
  }

  /** The ids of a kind, sorted. */
  public List<String> ids(PluginKind kind) {
    return List.copyOf(plugins.get(kind).keySet());
  }
}
