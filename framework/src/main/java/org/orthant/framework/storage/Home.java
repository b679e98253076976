package org.orthant.framework.storage;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.orthant.api.BadInputException;

/** Where Orthant keeps what outlives a run: {@code ORTHANT_HOME}, else {@code ~/.orthant}. */
public record Home(Path folder) {
  private static final String VARIABLE = "ORTHANT_HOME";

  /**
   * The home that the environment names, else the one in the user's home.
   *
   * @throws BadInputException if neither is known
   */
  public static Home of(Map<String, String> environment) {
    return named(environment, VARIABLE)
        .or(() -> ofUser(environment).map(home -> home.resolve(".orthant")))
        .map(Home::new)
        .orElseThrow(
            () ->
                new BadInputException(
                    "no home folder: expected "
                        + VARIABLE
                        + " or HOME in the environment, or a home in the system's list of users"));
  }

  /**
   * The folder that libraries take for the user's, in which they keep what they unpack: {@code
   * HOME}, else the one in the system's list of users, else {@code ORTHANT_HOME}.
   */
  public static Optional<Path> ofLibraries(Map<String, String> environment) {
    return ofUser(environment).or(() -> named(environment, VARIABLE));
  }

  /** Accounts of containers are often missing in the system's list of users. */
  private static Optional<Path> ofUser(Map<String, String> environment) {
    return named(environment, "HOME")
        .or(
            () ->
                Optional.ofNullable(System.getProperty("user.home"))
                    // Java's word for a user who has none
                    .filter(home -> !home.isBlank() && !home.equals("?"))
                    .map(Path::of));
  }

  private static Optional<Path> named(Map<String, String> environment, String variable) {
    return Optional.ofNullable(environment.get(variable))
        .filter(value -> !value.isBlank())
        .map(Path::of);
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

  /** Returns what interrupted runs have found out so far, by content hash. */
  public Path interim() {
    return folder.resolve("cache").resolve("interim");
  }

  /** Returns how fast past runs went on this machine. */
  public Path rates() {
    return folder.resolve("cache").resolve("rates.json");
  }

  /** Trained networks and checkpoints, by content hash. */
  public Path networks() {
    return folder.resolve("cache").resolve("networks");
  }
}
