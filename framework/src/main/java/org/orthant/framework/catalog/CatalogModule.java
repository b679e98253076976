package org.orthant.framework.catalog;

import com.google.inject.AbstractModule;
import com.google.inject.TypeLiteral;
import com.google.inject.multibindings.MapBinder;
import com.google.inject.util.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.orthant.api.BadInputException;
import org.orthant.api.spi.Plugin;
import org.orthant.framework.catalog.jar.PluginJar;

/**
 * Binds the {@link Catalog}: one map from ids to {@link PluginType}s per kind. It sets Guice strict
 * for the whole injector: every class must be bound, and every constructor marked.
 */
public final class CatalogModule extends AbstractModule {
  private final List<Plugins<?>> kinds = new ArrayList<>();

  /**
   * Finds the plugins; no instance of any is made.
   *
   * @param classLoader whose service files name the plugins that come with Orthant
   * @param jars that hold further plugins
   * @throws BadInputException if a service file names something that cannot be loaded or is no
   *     plugin, or if two plugins of a kind have the same id
   */
  public CatalogModule(ClassLoader classLoader, List<PluginJar> jars) {
    List<Discovery> discoveries = new ArrayList<>();
    discoveries.add(new Discovery(classLoader, ""));
    for (PluginJar jar : jars) {
      discoveries.add(new Discovery(jar.loader(), " in " + jar.file()));
    }
    for (PluginKind kind : PluginKind.values()) {
      kinds.add(find(kind, kind.spi(), discoveries));
    }
  }

  /** Finds the plugins that the service files of one class loader name. */
  public CatalogModule(ClassLoader classLoader) {
    this(classLoader, List.of());
  }

  @Override
  protected void configure() {
    binder().requireExplicitBindings();
    binder().requireAtInjectOnConstructors();
    binder().requireExactBindingAnnotations();
    binder().disableCircularProxies();
    bind(Catalog.class);
    kinds.forEach(this::bindPlugins);
  }

  private <P extends Plugin> void bindPlugins(Plugins<P> plugins) {
    @SuppressWarnings("unchecked") // PluginType<P>, spelled out for a P known only at run time
    TypeLiteral<PluginType<P>> type =
        (TypeLiteral<PluginType<P>>)
            TypeLiteral.get(Types.newParameterizedType(PluginType.class, plugins.spi()));
    MapBinder<String, PluginType<P>> byId =
        MapBinder.newMapBinder(binder(), TypeLiteral.get(String.class), type);
    plugins.byId().forEach((id, plugin) -> byId.addBinding(id).toInstance(plugin));
  }

  private static <P extends Plugin> Plugins<P> find(
      PluginKind kind, Class<P> spi, List<Discovery> discoveries) {
    return new Plugins<>(spi, Discovery.find(kind, spi, discoveries));
  }

  /** What was found of one kind. */
  private record Plugins<P extends Plugin>(Class<P> spi, Map<String, PluginType<P>> byId) {}
}
