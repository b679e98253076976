package org.orthant.framework.cli;

import com.google.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.Options;
import org.orthant.api.BadInputException;
import org.orthant.api.Progress;
import org.orthant.api.data.DataFiles;
import org.orthant.framework.data.DatasetFolders;
import org.orthant.framework.failure.Failure;
import org.orthant.framework.gate.GateCheck;
import org.orthant.framework.plan.Plan;
import org.orthant.framework.run.Analysis;
import org.orthant.framework.run.Home;

/** Trains or finds the network, measures it, writes result and report. */
final class RunCommand implements Command {
  private static final Option DATA =
      Option.builder()
          .longOpt("data")
          .hasArg()
          .argName("DIR")
          .desc(
              "look datasets up here first, then in ORTHANT_DATA and the home's datasets/;"
                  + " what is in none of them is downloaded into the last")
          .get();
  private static final Option OUT =
      Option.builder()
          .longOpt("out")
          .hasArg()
          .argName("DIR")
          .desc("write here instead of where the configuration says")
          .get();
  private static final Option EXPORT =
      Option.builder()
          .longOpt("export")
          .desc("also write weights, inputs and predictions as NumPy files")
          .get();

  private static final Option VERIFY =
      Option.builder()
          .longOpt("verify-plugins")
          .desc(
              "also see whether plugins leave alone what they are shown and maps are the same"
                  + " twice; takes longer")
          .get();

  private final RunFile runFile;
  private final Reporter reporter;
  private final Console console;

  @Inject
  RunCommand(RunFile runFile, Reporter reporter, Console console) {
    this.runFile = runFile;
    this.reporter = reporter;
    this.console = console;
  }

  @Override
  public String name() {
    return "run";
  }

  @Override
  public String arguments() {
    return "FILE";
  }

  @Override
  public String summary() {
    return "execute a run and write its report; exit 3 where its gate: does not hold,"
        + " 1 where a plugin failed";
  }

  @Override
  public Options options() {
    return new Options()
        .addOption(RunFile.SET)
        .addOption(DATA)
        .addOption(OUT)
        .addOption(EXPORT)
        .addOption(VERIFY);
  }

  @Override
  public int execute(CommandLine line) throws IOException {
    Plan plan = runFile.plan(line);
    Home home = Home.of(console.environment(), Path.of(System.getProperty("user.home")));
    Path out = line.hasOption(OUT) ? Path.of(line.getOptionValue(OUT)) : plan.spec().report();
    Progress progress = new ConsoleProgress(console);
    Analysis.Published published =
        new Analysis(home, dataFiles(line, home, progress), progress, line.hasOption(VERIFY))
            .execute(plan, out, line.hasOption(EXPORT));
    int rendered = reporter.render(published.result());
    int passed = pass(published.gate());
    boolean whole = tell(published.failures(), line.hasOption(CommandLineInterface.VERBOSE));
    if (rendered != ExitCode.DONE) {
      return rendered;
    }
    return whole ? passed : ExitCode.FAILED;
  }

  private int pass(List<GateCheck> gate) {
    List<GateCheck> failed = gate.stream().filter(GateCheck::hasFailed).toList();
    failed.forEach(check -> console.err().println("gate: " + check));
    return failed.isEmpty() ? ExitCode.DONE : ExitCode.GATE_FAILED;
  }

  /** Whether nothing failed. */
  private boolean tell(List<Failure> failures, boolean verbose) {
    for (Failure failure : failures) {
      console.err().println("orthant: " + failure);
      if (verbose) {
        failure.cause().ifPresent(cause -> cause.printStackTrace(console.err()));
      }
    }
    return failures.isEmpty();
  }

  private DataFiles dataFiles(CommandLine line, Home home, Progress progress) {
    List<Path> folders = new ArrayList<>();
    if (line.hasOption(DATA)) {
      Path named = Path.of(line.getOptionValue(DATA));
      if (!Files.isDirectory(named)) {
        throw new BadInputException("--data: no folder " + named);
      }
      folders.add(named);
    }
    String variable = console.environment().getOrDefault("ORTHANT_DATA", "");
    if (!variable.isBlank()) {
      folders.add(Path.of(variable));
    }
    return new DatasetFolders(folders, home.datasets(), progress);
  }
}
