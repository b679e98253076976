package org.orthant.framework.cli;

import com.google.inject.Inject;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.Options;
import org.orthant.api.BadInputException;
import org.orthant.api.inspection.Inspection;
import org.orthant.api.inspection.UnsupportedOperator;
import org.orthant.api.spi.NetworkSource;
import org.orthant.framework.catalog.Catalog;
import org.orthant.framework.catalog.PluginKind;
import org.orthant.framework.catalog.PluginType;

/** Says what a network's file holds, before any configuration exists. */
final class InspectCommand implements Command {
  private static final Option YAML =
      Option.builder().longOpt("yaml").desc("print a run for the network instead").get();

  private final Catalog catalog;
  private final PrintStream out;

  @Inject
  InspectCommand(Catalog catalog, Console console) {
    this.catalog = catalog;
    this.out = console.out();
  }

  @Override
  public String name() {
    return "inspect";
  }

  @Override
  public String arguments() {
    return "FILE";
  }

  @Override
  public String summary() {
    return "show what a network's file holds, and what of it is not supported";
  }

  @Override
  public List<String> examples() {
    return List.of("inspect net.onnx", "inspect net.onnx --yaml >run.yaml");
  }

  @Override
  public Options options() {
    return new Options().addOption(YAML);
  }

  /** What a plugin found. */
  private record Found(String plugin, Inspection inspection) {}

  @Override
  public int execute(CommandLine line) throws IOException {
    Path file = Path.of(RunFile.onlyArgument(line, "a network's FILE"));
    if (!Files.exists(file)) {
      throw new BadInputException("there is no file " + file);
    }
    Found found = found(file);
    List<UnsupportedOperator> unsupported = found.inspection().unsupported();
    if (!line.hasOption(YAML)) {
      new InspectionText(out).print(file, found.inspection());
    } else if (unsupported.isEmpty()) {
      out.print(new RunTemplate(catalog).of(file, found.plugin(), found.inspection()));
    }
    if (!unsupported.isEmpty()) {
      throw new BadInputException(
          unsupported.size() == 1
              ? file + ": " + unsupported.get(0)
              : String.format(
                  Locale.ROOT,
                  "%s: %d operators are not supported, the first is %s",
                  file,
                  unsupported.size(),
                  unsupported.get(0)));
    }
    return ExitCode.DONE;
  }

  private Found found(Path file) throws IOException {
    for (PluginType<?> type : catalog.all(PluginKind.NETWORK)) {
      Optional<Record> plugin = type.defaults();
      if (plugin.isPresent() && plugin.get() instanceof NetworkSource source) {
        Optional<Inspection> inspection = source.inspect(file);
        if (inspection.isPresent()) {
          return new Found(type.id(), inspection.get());
        }
      }
    }
    throw new BadInputException(
        file
            + " is of no format that is read. Readers: "
            + String.join(", ", catalog.ids(PluginKind.NETWORK))
            + "; docs/networks.md says how to write a file that they read");
  }
}
