package org.orthant.testkit;

import java.util.Arrays;
import java.util.List;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.orthant.api.spi.Plugin;
import org.orthant.framework.catalog.PluginKind;

/** Which plugins are held to a contract. */
public final class Contracts {
  private Contracts() {}

  /**
   * The registered plugins in the package of a test class, or below it, that have no contract among
   * the classes nested in it.
   */
  public static List<Class<? extends Plugin>> missingIn(Class<?> test) {
    Set<Class<?>> held =
        Arrays.stream(test.getDeclaredClasses())
            .filter(PluginContract.class::isAssignableFrom)
            .map(PluginContract::pluginOf)
            .collect(Collectors.toSet());
    return Stream.of(PluginKind.values())
        .flatMap(kind -> registered(kind.spi(), test.getClassLoader()))
        .filter(plugin -> (plugin.getPackageName() + ".").startsWith(test.getPackageName() + "."))
        .filter(plugin -> !held.contains(plugin))
        .toList();
  }

  private static <P extends Plugin> Stream<Class<? extends Plugin>> registered(
      Class<P> spi, ClassLoader classLoader) {
    return ServiceLoader.load(spi, classLoader).stream().map(ServiceLoader.Provider::type);
  }
}
