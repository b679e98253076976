package org.orthant.framework.catalog;

import java.util.List;
import java.util.Map;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.TreeMap;
import org.orthant.api.BadInputException;
import org.orthant.api.spi.Plugin;

/** Finds the plugins that a class loader's service files name. */
final class Discovery {
  private Discovery() {}

  /**
   * The plugins of one kind by id.
   *
   * @throws BadInputException if a service file names something that cannot be loaded or is no
   *     plugin, or if two plugins have the same id
   */
  static <P extends Plugin> Map<String, PluginType<P>> find(
      PluginKind kind, Class<P> spi, ClassLoader classLoader) {
    Map<String, PluginType<P>> found = new TreeMap<>();
    for (Class<? extends P> type : providers(kind, spi, classLoader)) {
      PluginType<P> plugin = PluginType.of(kind, type);
      PluginType<P> twin = found.putIfAbsent(plugin.id(), plugin);
      if (twin != null) {
        throw new BadInputException(
            "two plugins of kind %s have the id '%s': %s in %s and %s in %s"
                .formatted(
                    kind.id(),
                    plugin.id(),
                    twin.type().getName(),
                    twin.origin(),
                    plugin.type().getName(),
                    plugin.origin()));
      }
    }
    return found;
  }

  private static <P extends Plugin> List<Class<? extends P>> providers(
      PluginKind kind, Class<P> spi, ClassLoader classLoader) {
    try {
      return ServiceLoader.load(spi, classLoader).stream()
          .<Class<? extends P>>map(ServiceLoader.Provider::type)
          .toList();
    } catch (ServiceConfigurationError | LinkageError e) {
      throw new BadInputException(
          "plugins of kind %s cannot be loaded: %s"
              .formatted(kind.id(), e.getMessage().lines().findFirst().orElse(e.toString())),
          e);
    }
  }
}
