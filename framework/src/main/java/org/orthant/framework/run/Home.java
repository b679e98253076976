package org.orthant.framework.run;

import java.nio.file.Path;
import java.util.Map;

/** Where Orthant keeps what outlives a run: {@code ORTHANT_HOME}, else {@code ~/.orthant}. */
public record Home(Path folder) {

  /** The home that the environment names. */
  public static Home of(Map<String, String> environment, Path userHome) {
    String named = environment.getOrDefault("ORTHANT_HOME", "");
    return new Home(named.isBlank() ? userHome.resolve(".orthant") : Path.of(named));
  }

  /** Downloaded datasets. */
  public Path datasets() {
    return folder.resolve("datasets");
  }

  /** Jars of plugins. */
  public Path plugins() {
    return folder.resolve("plugins");
  }

  /** Trained networks that a configuration can name. */
  public Path models() {
    return folder.resolve("models");
  }

  /** What interrupted runs have found out so far, by content hash. */
  public Path interim() {
    return folder.resolve("cache").resolve("interim");
  }

  /** Trained networks and checkpoints, by content hash. */
  public Path networks() {
    return folder.resolve("cache").resolve("networks");
  }
}
