package org.orthant.framework.cli;

import com.google.inject.Guice;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.DefaultParser;
import org.apache.commons.cli.DefaultParser.NonOptionAction;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.Options;
import org.apache.commons.cli.ParseException;
import org.orthant.api.BadInputException;
import org.orthant.framework.catalog.CatalogModule;
import org.orthant.framework.catalog.jar.PluginJar;
import org.orthant.framework.catalog.jar.PluginPaths;
import org.orthant.framework.config.ConfigException;
import org.orthant.framework.config.Wording;
import org.orthant.framework.failure.AnalysisException;
import org.orthant.framework.failure.LackOfMemory;
import org.orthant.framework.failure.SlowCalls;
import org.orthant.framework.failure.Thrown;
import org.orthant.framework.result.Version;

/** Finds the verb, runs it, and turns whatever goes wrong into lines and an exit code. */
final class CommandLineInterface {
  private static final Option HELP =
      Option.builder("h").longOpt("help").desc("show this help").get();
  static final Option VERBOSE =
      Option.builder().longOpt("verbose").desc("show logs, and where an error arose").get();

  private static final Option PLUGINS =
      Option.builder()
          .longOpt("plugins")
          .hasArg()
          .argName("PATH")
          .desc(
              "load plugins from this jar, or the jars in this folder, beside those in the home's"
                  + " plugins/; may be repeated")
          .get();

  private final Console console;
  private final ClassLoader plugins;

  CommandLineInterface(Console console) {
    this(console, CommandLineInterface.class.getClassLoader());
  }

  /**
   * @param plugins whose service files name the plugins that come with Orthant
   */
  CommandLineInterface(Console console, ClassLoader plugins) {
    this.console = console;
    this.plugins = plugins;
  }

  int execute(String... arguments) {
    int exitCode = ending(arguments);
    if (console.out().checkError()) {
      console.err().println("orthant: standard output cannot be written: it is full, or closed");
      return exitCode == ExitCode.DONE ? ExitCode.FAILED : exitCode;
    }
    return exitCode;
  }

  private int ending(String... arguments) {
    boolean verbose = List.of(arguments).contains("--verbose");
    try {
      return dispatch(arguments);
    } catch (ConfigException e) {
      e.problems().forEach(problem -> console.err().println(problem));
      return failed(e, verbose, ExitCode.BAD_INPUT);
    } catch (BadInputException | ParseException e) {
      console.err().println("orthant: " + e.getMessage());
      return failed(e, verbose, ExitCode.BAD_INPUT);
    } catch (CancellationException e) {
      console.err().println("orthant: interrupted");
      return failed(e, verbose, ExitCode.INTERRUPTED);
    } catch (Throwable e) {
      console.err().println("orthant: " + LackOfMemory.inWords(e).orElseGet(() -> message(e)));
      return failed(e, verbose, ExitCode.FAILED);
    }
  }

  private int dispatch(String... arguments) throws IOException, ParseException {
    String verb = arguments.length == 0 ? "--help" : arguments[0];
    switch (verb) {
      case "--version" -> {
        console.out().println("orthant " + Version.current());
        return ExitCode.DONE;
      }
      case "--help", "-h", "help" -> {
        new Help(console.out()).overview(commands(List.of()));
        return arguments.length == 0 ? ExitCode.BAD_INPUT : ExitCode.DONE;
      }
      default -> {
        return execute(
            command(verb, pluginJars(arguments)),
            Arrays.copyOfRange(arguments, 1, arguments.length));
      }
    }
  }

  private int execute(Command command, String... arguments) throws IOException, ParseException {
    Options options = command.options().addOption(PLUGINS).addOption(HELP).addOption(VERBOSE);
    CommandLine line = new DefaultParser().parse(options, arguments);
    if (line.hasOption(HELP)) {
      new Help(console.out()).of(command, options);
      return ExitCode.DONE;
    }
    try (SlowCalls slow = SlowCalls.watch(console.err()::println)) {
      return command.execute(line);
    }
  }

  /** Known before the options of the verb are: what stands there besides is passed over. */
  private List<PluginJar> pluginJars(String... arguments) throws ParseException {
    CommandLine line =
        new DefaultParser()
            .parse(
                new Options().addOption(PLUGINS).addOption(HELP),
                null,
                NonOptionAction.IGNORE,
                arguments);
    if (line.hasOption(HELP)) {
      return List.of();
    }
    String[] named = line.getOptionValues(PLUGINS);
    Path home = console.home().plugins();
    return new PluginPaths(
            home, named == null ? List.of() : Stream.of(named).map(Path::of).toList())
        .jars();
  }

  private Command command(String verb, List<PluginJar> jars) {
    List<Command> commands = commands(jars);
    return commands.stream()
        .filter(command -> command.name().equals(verb))
        .findFirst()
        .orElseThrow(
            () ->
                new BadInputException(
                    Wording.unknown(
                        "command", verb, commands.stream().map(Command::name).toList())));
  }

  private List<Command> commands(List<PluginJar> jars) {
    return Guice.createInjector(
            new CatalogModule(plugins, jars), new CommandModule(console, console.home()))
        .getInstance(Commands.class)
        .all();
  }

  private int failed(Throwable cause, boolean verbose, int exitCode) {
    if (verbose) {
      Thrown.print(cause, console.err());
    }
    return exitCode;
  }

  /** One line on what was thrown. */
  static String message(Throwable e) {
    Optional<String> message = Thrown.message(e);
    // What Orthant throws itself says enough; of anything else the kind is half the message.
    return e instanceof AnalysisException || e instanceof BadInputException
        ? message.orElseGet(() -> e.getClass().getSimpleName())
        : e.getClass().getSimpleName()
            + message.flatMap(text -> text.lines().findFirst()).map(line -> ": " + line).orElse("");
  }
}
