package org.orthant.framework.cli;

import com.google.inject.Inject;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Option;
import org.orthant.api.BadInputException;
import org.orthant.framework.config.AllowedClusters;
import org.orthant.framework.config.AllowedPaths;
import org.orthant.framework.config.ConfigReader;
import org.orthant.framework.config.Sweep;
import org.orthant.framework.plan.Planner;
import org.orthant.framework.sweep.SweepPlan;

/** Reads and plans the run that a command line names. */
final class RunFile {
  static final Option SET =
      Option.builder()
          .longOpt("set")
          .hasArg()
          .argName("path=value")
          .desc(
              "change a value of the configuration, such as network.bnn-mlp.training.epochs=2;"
                  + " may be repeated")
          .get();

  static final Option ALLOW_PATHS =
      Option.builder()
          .longOpt("allow-paths")
          .hasArg()
          .argName("DIR")
          .desc(
              "let paths of the configuration lead into this folder too, beside the working"
                  + " directory, the configuration's folder, the home and Orthant's own; may be"
                  + " repeated")
          .get();

  static final Option ALLOW_CLUSTER =
      Option.builder()
          .longOpt("allow-cluster")
          .hasArg()
          .argName("HOST")
          .desc(
              "let the configuration's executor send work to this machine too, as it names it,"
                  + " beside those in ORTHANT_ALLOW_CLUSTER and this machine; may be repeated")
          .get();

  private static final String CLUSTERS = "ORTHANT_ALLOW_CLUSTER";
  private static final long LARGEST_FILE = 1 << 20;

  private final ConfigReader reader;
  private final Planner planner;
  private final Console console;

  @Inject
  RunFile(ConfigReader reader, Planner planner, Console console) {
    this.reader = reader;
    this.planner = planner;
    this.console = console;
  }

  /**
   * The plan of the run, or of each part where it is a sweep.
   *
   * @param named folders that the command line names for other ends; the configuration's paths may
   *     lead there
   */
  SweepPlan plan(CommandLine line, List<Path> named) throws IOException {
    String name = onlyArgument(line, "a configuration FILE");
    Path file = Path.of(name);
    Path folder = file.toAbsolutePath().getParent();
    Sweep sweep =
        reader.sweep(name, text(file), folder, values(line, SET), allowed(line, folder, named));
    clusters(line).require(sweep.parts().stream().map(part -> part.spec().executor()).toList());
    return SweepPlan.of(sweep, planner);
  }

  private AllowedClusters clusters(CommandLine line) {
    List<String> hosts = new ArrayList<>(values(line, ALLOW_CLUSTER));
    String variable = console.environment().getOrDefault(CLUSTERS, "");
    Stream.of(variable.split("[,\\s]+")).filter(host -> !host.isEmpty()).forEach(hosts::add);
    return new AllowedClusters(hosts, values(line, SET));
  }

  private AllowedPaths allowed(CommandLine line, Path folder, List<Path> named) {
    List<Path> folders = new ArrayList<>(List.of(Path.of(""), folder));
    folders.add(console.home().folder());
    Stream.ofNullable(System.getProperty("orthant.root")).map(Path::of).forEach(folders::add);
    folders.addAll(named);
    for (String allowed : values(line, ALLOW_PATHS)) {
      if (!Files.isDirectory(Path.of(allowed))) {
        throw new BadInputException("--allow-paths: no folder " + allowed);
      }
      folders.add(Path.of(allowed));
    }
    return AllowedPaths.below(folders);
  }

  private static List<String> values(CommandLine line, Option option) {
    String[] values = line.getOptionValues(option);
    return values == null ? List.of() : List.of(values);
  }

  static String onlyArgument(CommandLine line, String what) {
    if (line.getArgList().size() != 1) {
      throw new BadInputException(
          String.format(
              Locale.ROOT, "expected %s and nothing else, got %s", what, line.getArgList()));
    }
    return line.getArgList().get(0);
  }

  private static String text(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new BadInputException("configuration file " + file + " not found");
    }
    if (Files.size(file) > LARGEST_FILE) {
      throw new BadInputException(
          String.format(
              Locale.ROOT,
              "configuration file %s has %d bytes; at most %d are read",
              file,
              Files.size(file),
              LARGEST_FILE));
    }
    try {
      return Files.readString(file);
    } catch (CharacterCodingException e) {
      throw new BadInputException("configuration file " + file + " is not UTF-8", e);
    }
  }
}
