package org.orthant.framework.catalog;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.TreeMap;
import org.orthant.api.BadInputException;
import org.orthant.api.spi.Plugin;
import org.orthant.framework.failure.Reason;

/**
 * Finds the plugins that the service files of one class loader name.
 *
 * @param loader the class loader
 * @param place how to say where it looks, such as " in plugins/rotations.jar"; may be empty
 */
record Discovery(ClassLoader loader, String place) {

  /**
   * The plugins of one kind by id.
   *
   * @throws BadInputException if a service file names something that cannot be loaded or is no
   *     plugin, or if two plugins have the same id
   */
  static <P extends Plugin> Map<String, PluginType<P>> find(
      PluginKind kind, Class<P> spi, List<Discovery> discoveries) {
    Map<String, PluginType<P>> found = new TreeMap<>();
    for (Discovery discovery : discoveries) {
      for (PluginType<P> plugin : discovery.find(kind, spi)) {
        PluginType<P> twin = found.putIfAbsent(plugin.id(), plugin);
        if (twin != null) {
          throw new BadInputException(
              String.format(
                  Locale.ROOT,
                  "two plugins of kind %s have the id '%s': %s in %s and %s in %s",
                  kind.id(),
                  plugin.id(),
                  twin.type().getName(),
                  twin.origin(),
                  plugin.type().getName(),
                  plugin.origin()));
        }
      }
    }
    return found;
  }

  private <P extends Plugin> List<PluginType<P>> find(PluginKind kind, Class<P> spi) {
    try {
      return ServiceLoader.load(spi, loader).stream()
          .map(provider -> PluginType.<P>of(kind, provider.type()))
          .toList();
    } catch (ServiceConfigurationError | LinkageError e) {
      throw new BadInputException(
          String.format(
              Locale.ROOT,
              "plugins of kind %s%s cannot be loaded: %s",
              kind.id(),
              place,
              Reason.of(e)),
          e);
    }
  }
}
