package org.orthant.testkit;

import com.google.inject.Guice;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.orthant.api.spi.Plugin;
import org.orthant.framework.catalog.Catalog;
import org.orthant.framework.catalog.CatalogModule;
import org.orthant.framework.catalog.Parameter;
import org.orthant.framework.catalog.PluginKind;
import org.orthant.framework.catalog.Structure;
import org.orthant.framework.config.ConfigReader;
import org.orthant.framework.config.Named;
import org.orthant.framework.config.PretrainedNetworks;
import org.orthant.framework.config.RunSpec;

/** The least that a configuration must say, with one plugin in its place. */
final class Configuration {
  private Configuration() {}

  /**
   * Reads a plugin back as a run does.
   *
   * @param plugin it and the plugins inside are those that the catalog knows
   * @param text the plugin as YAML
   */
  static Plugin read(PluginKind kind, Plugin plugin, String text) {
    Set<Class<?>> known = new LinkedHashSet<>(StandIn.ALL);
    collect(plugin, known);
    Catalog catalog =
        Guice.createInjector(
                new CatalogModule(new OnlyThese(plugin.getClass().getClassLoader(), known)))
            .getInstance(Catalog.class);
    RunSpec run =
        new ConfigReader(catalog, new PretrainedNetworks(List.of()))
            .read("contract.yaml", yaml(kind, text), List.of());
    return switch (kind) {
      case QUANTIZER -> run.quantizers().get(0).value();
      case ROTATION ->
          ((StandIn.Quantizing) run.quantizers().get(0).value()).rotation().orElseThrow();
      case PROBE -> run.probes().get(0).value();
      case DATASET -> run.dataset().map(Named::value).orElseThrow();
      case NETWORK -> run.network().value();
      case EXECUTOR -> run.executor().value();
    };
  }

  private static String yaml(PluginKind kind, String text) {
    return String.format(
        Locale.ROOT,
        """
        name: contract
        dataset: %s
        network: %s
        quantizers:
          one: %s
        probes:
          - %s
        executor: %s
        """,
        kind == PluginKind.DATASET ? text : "",
        kind == PluginKind.NETWORK ? text : StandIn.ID,
        switch (kind) {
          case QUANTIZER -> text;
          case ROTATION -> String.format(Locale.ROOT, "{%s: {rotation: %s}}", StandIn.ID, text);
          default -> StandIn.ID;
        },
        kind == PluginKind.PROBE ? text : StandIn.ID,
        kind == PluginKind.EXECUTOR ? text : StandIn.ID);
  }

  private static void collect(Object value, Set<Class<?>> plugins) {
    if (value instanceof Plugin plugin) {
      plugins.add(plugin.getClass());
    }
    if (value instanceof Record record) {
      Structure structure = new Structure(record.getClass());
      for (Parameter parameter : structure.parameters()) {
        structure.value(record, parameter).ifPresent(inside -> collect(inside, plugins));
      }
    } else if (value instanceof List<?> items) {
      items.forEach(item -> collect(item, plugins));
    } else if (value instanceof Map<?, ?> map) {
      map.values().forEach(item -> collect(item, plugins));
    } else if (value instanceof Optional<?> optional) {
      optional.ifPresent(inside -> collect(inside, plugins));
    }
  }
}
