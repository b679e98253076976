package org.orthant.framework.config;

import jakarta.inject.Inject;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.orthant.framework.catalog.Catalog;

/** Reads configurations: text and overrides in, a {@link RunSpec} or every problem out. */
public final class ConfigReader {
  private final Catalog catalog;
  private final PretrainedNetworks pretrained;

  @Inject
  public ConfigReader(Catalog catalog, PretrainedNetworks pretrained) {
    this.catalog = catalog;
    this.pretrained = pretrained;
  }

  /**
   * Reads a configuration of one run, whose paths may lead anywhere and start at the working
   * directory.
   *
   * @throws ConfigException with all problems if there are any; a sweep is one
   * @see #sweep
   */
  public RunSpec read(String fileName, String text, List<String> overrides) {
    return read(fileName, text, Path.of(""), overrides);
  }

  /**
   * Reads a configuration of one run, whose paths may lead anywhere.
   *
   * @param folder where relative paths of plugins' parameters start
   * @throws ConfigException with all problems if there are any; a sweep is one
   * @see #sweep
   */
  public RunSpec read(String fileName, String text, Path folder, List<String> overrides) {
    Sweep sweep = sweep(fileName, text, folder, overrides, AllowedPaths.ANY);
    if (!sweep.isSingle()) {
      Position position = new Position(fileName, 1, 1);
      throw new ConfigException(
          List.of(new Problem(position, "expected one run, found a sweep of several")));
    }
    return sweep.parts().get(0).spec();
  }

  /**
   * Reads a configuration, whether of one run or of a sweep.
   *
   * @param fileName what to call the text in messages
   * @param text YAML
   * @param folder where relative paths of plugins' parameters start; those in overrides, and that
   *     of the report, start at the working directory
   * @param overrides each {@code path=value}, applied in their order before anything is checked; a
   *     path is made of keys, indices and ids with dots between them, a value is YAML
   * @param paths where those in the text may lead; those in overrides may lead anywhere
   * @throws ConfigException with all problems, those of all parts, if there are any
   */
  public Sweep sweep(
      String fileName, String text, Path folder, List<String> overrides, AllowedPaths paths) {
    Problems problems = new Problems();
    Optional<Tree> file =
        YamlReader.read(text, (line, column) -> new Position(fileName, line, column), problems);
    List<Setting> settings =
        overrides.stream().flatMap(override -> Setting.read(override, problems).stream()).toList();
    Tree tree = file.orElseThrow(problems::toException);
    for (Setting setting : settings) {
      tree = setting.applyTo(tree);
    }
    ConfigPaths located = new ConfigPaths(folder, paths);
    return new SweepBinding(
            run -> RunSpecBinding.bind(run, catalog, pretrained, located, problems),
            located,
            problems)
        .bind(tree);
  }
}
