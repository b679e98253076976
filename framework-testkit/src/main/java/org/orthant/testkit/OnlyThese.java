package org.orthant.testkit;

import static java.util.stream.Collectors.joining;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLConnection;
import java.net.URLStreamHandler;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.orthant.framework.catalog.PluginKind;

/** A class loader whose service files name some plugins and no others. */
final class OnlyThese extends ClassLoader {
  private final Set<Class<?>> plugins;

  OnlyThese(ClassLoader parent, Set<Class<?>> plugins) {
    super(parent);
    this.plugins = plugins;
  }

  @Override
  public Enumeration<URL> getResources(String name) throws IOException {
    for (PluginKind kind : PluginKind.values()) {
      if (name.equals("META-INF/services/" + kind.spi().getName())) {
        return Collections.enumeration(List.of(inMemory(names(kind))));
      }
    }
    return super.getResources(name);
  }

  private String names(PluginKind kind) {
    Stream<Class<?>> ofKind = plugins.stream().filter(kind.spi()::isAssignableFrom);
    return ofKind.map(Class::getName).collect(joining("\n"));
  }

  private static URL inMemory(String text) throws IOException {
    return new URL(
        null,
        "memory:",
        new URLStreamHandler() {
          @Override
          protected URLConnection openConnection(URL url) {
            return new URLConnection(url) {
              @Override
              public void connect() {}

              @Override
              public InputStream getInputStream() {
                return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
              }
            };
          }
        });
  }
}
