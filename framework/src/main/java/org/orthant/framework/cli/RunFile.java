package org.orthant.framework.cli;

import com.google.inject.Inject;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Option;
import org.orthant.api.BadInputException;
import org.orthant.framework.config.ConfigReader;
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

  private static final long LARGEST_FILE = 1 << 20;

  private final ConfigReader reader;
  private final Planner planner;

  @Inject
  RunFile(ConfigReader reader, Planner planner) {
    this.reader = reader;
    this.planner = planner;
  }

  /** The plan of the run, or of each part where it is a sweep. */
  SweepPlan plan(CommandLine line) throws IOException {
    String name = onlyArgument(line, "a configuration FILE");
    String[] overrides = line.getOptionValues(SET);
    return SweepPlan.of(
        reader.sweep(name, text(Path.of(name)), overrides == null ? List.of() : List.of(overrides)),
        planner);
  }

  static String onlyArgument(CommandLine line, String what) {
    if (line.getArgList().size() != 1) {
      throw new BadInputException(
          "expected %s and nothing else, got %s".formatted(what, line.getArgList()));
    }
    return line.getArgList().get(0);
  }

  private static String text(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new BadInputException("configuration file " + file + " not found");
    }
    if (Files.size(file) > LARGEST_FILE) {
      throw new BadInputException(
          "configuration file %s has %d bytes; at most %d are read"
              .formatted(file, Files.size(file), LARGEST_FILE));
    }
    try {
      return Files.readString(file);
    } catch (CharacterCodingException e) {
      throw new BadInputException("configuration file " + file + " is not UTF-8", e);
    }
  }
}
