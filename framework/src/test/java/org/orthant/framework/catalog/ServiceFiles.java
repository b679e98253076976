package org.orthant.framework.catalog;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLConnection;
import java.net.URLStreamHandler;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.orthant.api.spi.Plugin;

/** Sees its parent's classes, but only the plugins it is told of. */
public final class ServiceFiles extends ClassLoader {
  private final Map<String, List<String>> providers = new HashMap<>();

  public ServiceFiles(ClassLoader parent) {
    super(parent);
  }

  /** Sees the classes of the tests. */
  public ServiceFiles() {
    this(ServiceFiles.class.getClassLoader());
  }

  /** Adds a line to the service file of that kind. */
  public ServiceFiles with(PluginKind kind, String className) {
    providers
        .computeIfAbsent("META-INF/services/" + kind.spi().getName(), file -> new ArrayList<>())
        .add(className);
    return this;
  }

  /** Adds lines to the service files of the kinds that the records are of. */
  @SafeVarargs
  public final ServiceFiles with(Class<? extends Plugin>... plugins) {
    for (Class<? extends Plugin> plugin : plugins) {
      for (PluginKind kind : PluginKind.values()) {
        if (kind.spi().isAssignableFrom(plugin)) {
          with(kind, plugin.getName());
        }
      }
    }
    return this;
  }

  @Override
  public Enumeration<URL> getResources(String name) throws IOException {
    if (!name.startsWith("META-INF/services/org.orthant.")) {
      return super.getResources(name);
    }
    String lines = String.join("\n", providers.getOrDefault(name, List.of()));
    return Collections.enumeration(List.of(new URL(null, "memory:" + name, new Memory(lines))));
  }

  /** Serves one text. */
  private static final class Memory extends URLStreamHandler {
    private final String text;

    Memory(String text) {
      this.text = text;
    }

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
  }
}
