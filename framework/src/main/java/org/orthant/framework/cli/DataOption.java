package org.orthant.framework.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Option;
import org.orthant.api.BadInputException;

/** Where a command line says that datasets lie. */
final class DataOption {
  static final Option DATA =
      Option.builder()
          .longOpt("data")
          .hasArg()
          .argName("DIR")
          .desc(
              "look datasets up here first, then in ORTHANT_DATA and the home's datasets/;"
                  + " run downloads what is in none of them into the last")
          .get();

  private static final String VARIABLE = "ORTHANT_DATA";

  private DataOption() {}

  /** Folders to look datasets up in before the home. */
  static List<Path> folders(CommandLine line, Console console) {
    List<Path> folders = new ArrayList<>();
    if (line.hasOption(DATA)) {
      Path named = Path.of(line.getOptionValue(DATA));
      if (!Files.isDirectory(named)) {
        throw new BadInputException("--data: no folder " + named);
      }
      folders.add(named);
    }
    String variable = console.environment().getOrDefault(VARIABLE, "");
    if (!variable.isBlank()) {
      folders.add(Path.of(variable));
    }
    return folders;
  }
}
