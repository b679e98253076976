package org.orthant.framework.cli;

import com.google.inject.Guice;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.DefaultParser;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.Options;
import org.apache.commons.cli.ParseException;
import org.orthant.api.BadInputException;
import org.orthant.framework.catalog.CatalogModule;
import org.orthant.framework.config.ConfigException;
import org.orthant.framework.config.Wording;
import org.orthant.framework.result.Version;
import org.orthant.framework.run.AnalysisException;

/** Finds the verb, runs it, and turns whatever goes wrong into lines and an exit code. */
final class CommandLineInterface {
  private static final Option HELP =
      Option.builder("h").longOpt("help").desc("show this help").get();
  static final Option VERBOSE =
      Option.builder().longOpt("verbose").desc("show logs, and where an error arose").get();

  private final Console console;
  private final ClassLoader plugins;

  CommandLineInterface(Console console) {
    this(console, CommandLineInterface.class.getClassLoader());
  }

  /**
   * @param plugins whose service files name the plugins
   */
  CommandLineInterface(Console console, ClassLoader plugins) {
    this.console = console;
    this.plugins = plugins;
  }

  int execute(String... arguments) {
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
    } catch (OutOfMemoryError e) {
      console.err().println("orthant: out of memory; give more with ORTHANT_JAVA_OPTIONS=-Xmx…");
      return failed(e, verbose, ExitCode.FAILED);
    } catch (Throwable e) {
      console.err().println("orthant: " + message(e));
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
        new Help(console.out()).overview(commands());
        return arguments.length == 0 ? ExitCode.BAD_INPUT : ExitCode.DONE;
      }
      default -> {
        return execute(command(verb), Arrays.copyOfRange(arguments, 1, arguments.length));
      }
    }
  }

  private int execute(Command command, String... arguments) throws IOException, ParseException {
    Options options = command.options().addOption(HELP).addOption(VERBOSE);
    CommandLine line = new DefaultParser().parse(options, arguments);
    if (line.hasOption(HELP)) {
      new Help(console.out()).of(command, options);
      return ExitCode.DONE;
    }
    return command.execute(line);
  }

  private Command command(String verb) {
    List<Command> commands = commands();
    return commands.stream()
        .filter(command -> command.name().equals(verb))
        .findFirst()
        .orElseThrow(
            () ->
                new BadInputException(
                    Wording.unknown(
                        "command", verb, commands.stream().map(Command::name).toList())));
  }

  private List<Command> commands() {
    return Guice.createInjector(new CatalogModule(plugins), new CommandModule(console))
        .getInstance(Commands.class)
        .all();
  }

  private int failed(Throwable cause, boolean verbose, int exitCode) {
    if (verbose) {
      cause.printStackTrace(console.err());
    }
    return exitCode;
  }

  private static String message(Throwable e) {
    String message = e.getMessage();
    boolean telling = message != null && !message.isBlank();
    // What Orthant throws itself says enough; of anything else the kind is half the message.
    return e instanceof AnalysisException
        ? message
        : e.getClass().getSimpleName() + (telling ? ": " + message.lines().findFirst().get() : "");
  }
}
