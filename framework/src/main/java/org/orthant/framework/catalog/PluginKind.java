package org.orthant.framework.catalog;

import java.util.Optional;
import java.util.stream.Stream;
import org.orthant.api.spi.DatasetSource;
import org.orthant.api.spi.Executor;
import org.orthant.api.spi.NetworkSource;
import org.orthant.api.spi.Plugin;
import org.orthant.api.spi.Probe;
import org.orthant.api.spi.Quantizer;
import org.orthant.api.spi.Rotation;

/** The kinds of plugins. Ids are unique within a kind. */
public enum PluginKind {
  QUANTIZER(Quantizer.class),
  ROTATION(Rotation.class),
  PROBE(Probe.class),
  DATASET(DatasetSource.class),
  NETWORK(NetworkSource.class),
  EXECUTOR(Executor.class);

  private final Class<? extends Plugin> spi;

  PluginKind(Class<? extends Plugin> spi) {
    this.spi = spi;
  }

  /** The kind whose plugins implement exactly this interface; empty where there is none. */
  public static Optional<PluginKind> of(Class<?> spi) {
    return Stream.of(values()).filter(kind -> kind.spi.equals(spi)).findFirst();
  }

  /** The kind's name in kebab-case. */
  public String id() {
    return KebabCase.ofConstant(this);
  }

  /** The id with its article, for messages: "a quantizer", "an executor". */
  public String words() {
    return (this == EXECUTOR ? "an " : "a ") + id();
  }

  /** The interface that plugins of this kind implement. */
  public Class<? extends Plugin> spi() {
    return spi;
  }
}
