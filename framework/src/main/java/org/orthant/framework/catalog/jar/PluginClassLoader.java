package org.orthant.framework.catalog.jar;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.Enumeration;

/**
 * Loads the classes of one jar. They see the JDK, what the {@link Api} shares, and the jar itself,
 * and nothing of Orthant's other libraries nor of other jars: each may bring its own version of a
 * library. Resources, service files among them, are the jar's alone.
 */
final class PluginClassLoader extends URLClassLoader {
  static {
    registerAsParallelCapable();
  }

  private final PluginJar jar;
  private final ClassLoader shared;

  PluginClassLoader(PluginJar jar, URL location, ClassLoader shared) {
    super(jar.name(), new URL[] {location}, ClassLoader.getPlatformClassLoader());
    this.jar = jar;
    this.shared = shared;
  }

  /** The jar that it loads. */
  PluginJar jar() {
    return jar;
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    return Api.shares(name) ? shared.loadClass(name) : super.loadClass(name, resolve);
  }

  @Override
  public URL getResource(String name) {
    return findResource(name);
  }

  @Override
  public Enumeration<URL> getResources(String name) throws IOException {
    return findResources(name);
  }
}
