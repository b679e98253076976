package org.orthant.framework.cli;

import com.google.inject.Inject;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.Options;
import org.orthant.api.BadInputException;
import org.orthant.framework.catalog.Catalog;
import org.orthant.framework.catalog.PluginKind;
import org.orthant.framework.catalog.PluginType;
import org.orthant.framework.config.Wording;
import org.orthant.framework.result.Version;
import org.orthant.framework.scaffold.PluginProject;

/** Writes the project of a new plugin, and says how to go on. */
final class NewPluginCommand implements Command {
  private static final Option KIND =
      Option.builder()
          .longOpt("kind")
          .hasArg()
          .argName("KIND")
          .desc("quantizer (the default), rotation, probe, dataset or network")
          .get();
  private static final Option PACKAGE =
      Option.builder()
          .longOpt("package")
          .hasArg()
          .argName("NAME")
          .desc("the Java package; org.example without it")
          .get();
  private static final Option OUT =
      Option.builder()
          .longOpt("out")
          .hasArg()
          .argName("DIR")
          .desc("write the project here; without it, to a folder of the plugin's name")
          .get();

  private final Catalog catalog;
  private final Console console;

  @Inject
  NewPluginCommand(Catalog catalog, Console console) {
    this.catalog = catalog;
    this.console = console;
  }

  @Override
  public String name() {
    return "new-plugin";
  }

  @Override
  public String arguments() {
    return "NAME";
  }

  @Override
  public String summary() {
    return "write a Maven project for a plugin of your own";
  }

  @Override
  public List<String> examples() {
    return List.of(
        "new-plugin soft-sign",
        "new-plugin my-probe --kind probe --package com.example --out ~/my-probe");
  }

  @Override
  public Options options() {
    return new Options().addOption(KIND).addOption(PACKAGE).addOption(OUT);
  }

  @Override
  public int execute(CommandLine line) {
    String id = RunFile.onlyArgument(line, "the plugin's NAME");
    PluginKind kind = kind(line.getOptionValue(KIND, PluginKind.QUANTIZER.id()));
    PluginProject project =
        new PluginProject(kind, id, line.getOptionValue(PACKAGE, "org.example"), Version.current());
    catalog.find(kind, id).ifPresent(NewPluginCommand::refuse);
    Path folder = Path.of(line.getOptionValue(OUT, id));
    project.write(folder);
    console
        .out()
        .printf(
            Locale.ROOT,
            """
            %s

              cd %s
              %s verify
              %s run run.yaml --plugins target/%s-0.1.0.jar
            """,
            folder.toAbsolutePath().normalize(),
            folder,
            beside("mvnw", "mvn"),
            beside("orthant", "orthant"),
            id);
    return ExitCode.DONE;
  }

  private static PluginKind kind(String written) {
    return PluginProject.KINDS.stream()
        .filter(kind -> kind.id().equals(written))
        .findFirst()
        .orElseThrow(
            () ->
                new BadInputException(
                    Wording.unknown(
                        "kind",
                        written,
                        PluginProject.KINDS.stream().map(PluginKind::id).toList())));
  }

  private static void refuse(PluginType<?> twin) {
    throw new BadInputException(
        String.format(
            Locale.ROOT,
            "%s '%s' exists already, in %s",
            twin.kind().words(),
            twin.id(),
            twin.origin()));
  }

  /** A script beside the launcher, or what to call it where Orthant was started without. */
  private static String beside(String script, String otherwise) {
    String root = System.getProperty("orthant.root");
    return root == null ? otherwise : Path.of(root, script).toString();
  }
}
