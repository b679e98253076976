package org.orthant.framework.cli;

import com.google.inject.Inject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.Options;
import org.orthant.api.finding.Verdict;
import org.orthant.framework.data.DatasetFolders;
import org.orthant.framework.result.Caution;
import org.orthant.framework.run.Analysis;
import org.orthant.framework.storage.Home;
import org.orthant.framework.storage.RunLocations;
import org.orthant.framework.sweep.SweepPlan;
import org.orthant.framework.sweep.SweepRun;
import org.orthant.kernels.warmup.WarmUp;

/** Trains or finds the network, measures it, writes result and report. */
final class RunCommand implements Command {
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
              "also check that plugins do not modify their input and are deterministic; takes"
                  + " longer")
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
    return "execute a run, or the parts of a sweep that are not finished, and write its report; exit"
        + " 3 where its gate does not hold, 1 where a plugin failed";
  }

  @Override
  public List<String> examples() {
    return List.of(
        "run configs/quickstart.yaml",
        "run run.yaml --set network.bnn-mlp.training.epochs=2 --out try");
  }

  @Override
  public Options options() {
    return new Options()
        .addOption(RunFile.SET)
        .addOption(RunFile.ALLOW_PATHS)
        .addOption(RunFile.ALLOW_CLUSTER)
        .addOption(DataOption.DATA)
        .addOption(OUT)
        .addOption(EXPORT)
        .addOption(VERIFY);
  }

  @Override
  public int execute(CommandLine line) throws IOException {
    WarmUp.begin();
    List<Path> folders = DataOption.folders(line, console);
    SweepPlan plan = runFile.plan(line, folders);
    Home home = console.home();
    Path out = line.hasOption(OUT) ? Path.of(line.getOptionValue(OUT)) : plan.sweep().report();
    ConsoleProgress progress =
        new ConsoleProgress(console, home.rates(), plan.sweep().isSingle() ? "run" : "part");
    RunLocations locations =
        new RunLocations(home, new DatasetFolders(folders, home.datasets(), progress), folders);
    Analysis analysis = new Analysis(locations, progress, line.hasOption(VERIFY), progress::expect);
    Ending ending = new Ending(console, line.hasOption(CommandLineInterface.VERBOSE));
    if (plan.sweep().isSingle()) {
      List<PublishedPage.Page> pages = new ArrayList<>();
      PublishedPage page = new PublishedPage(reporter, console, ending, pages::add);
      Analysis.Published published =
          analysis.execute(plan.plans().get(0), out, line.hasOption(EXPORT), page);
      ending.reservations(
          "",
          published.cautions().stream().map(Caution::text).toList(),
          Optional.of(published.verdict()).filter(Verdict::open).map(Verdict::reason));
      pages.forEach(each -> each.lines().forEach(console.out()::println));
      ending.gate("", published.gate());
      ending.failures("", published.failures());
    } else {
      PublishedPage page =
          new PublishedPage(
              reporter, console, ending, each -> console.out().println(each.address()));
      SweepRun.Published published =
          new SweepRun(analysis, progress, line.hasOption(EXPORT), line.hasOption(VERIFY))
              .execute(plan, out, page, result -> ending.rendered(reporter.render(result)));
      published.parts().forEach(part -> ending.part(plan.sweep().words(part.part()), part));
    }
    return ending.exitCode();
  }
}
