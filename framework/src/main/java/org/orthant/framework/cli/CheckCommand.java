package org.orthant.framework.cli;

import com.google.inject.Inject;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Options;
import org.orthant.api.finding.Plural;
import org.orthant.api.model.LayerShape;
import org.orthant.api.spi.DatasetSource;
import org.orthant.api.spi.NetworkSource;
import org.orthant.framework.config.Named;
import org.orthant.framework.config.RunSpec;
import org.orthant.framework.config.Sweep;
import org.orthant.framework.config.SweepAxis;
import org.orthant.framework.data.DatasetFolders;
import org.orthant.framework.data.DatasetLook;
import org.orthant.framework.plan.Cost;
import org.orthant.framework.plan.Plan;
import org.orthant.framework.plan.PlannedLayer;
import org.orthant.framework.plan.PlannedProbe;
import org.orthant.framework.sweep.SweepPlan;

/** Reads and plans a run without executing it. */
final class CheckCommand implements Command {
  /**
   * From so many images on a refit of batch normalization turns fewer than 1 % of a dense layer's
   * signs by chance. The mean of a filter's products over N images misses by δ ~ N(0, σ²/N); of
   * Gaussian products φ(0)·E|δ|/σ = 1/(π√N) lie between the two thresholds.
   */
  private static final int FEW_TO_REFIT = 1000;

  private final RunFile runFile;
  private final Console console;
  private final PrintStream out;

  @Inject
  CheckCommand(RunFile runFile, Console console) {
    this.runFile = runFile;
    this.console = console;
    this.out = console.out();
  }

  @Override
  public String name() {
    return "check";
  }

  @Override
  public String arguments() {
    return "FILE";
  }

  @Override
  public String summary() {
    return "show a run's problems, or its plan and cost, without executing it; of a sweep all parts";
  }

  @Override
  public Options options() {
    return new Options()
        .addOption(RunFile.SET)
        .addOption(RunFile.ALLOW_PATHS)
        .addOption(RunFile.ALLOW_CLUSTER)
        .addOption(DataOption.DATA);
  }

  @Override
  public int execute(CommandLine line) throws IOException {
    List<Path> folders = DataOption.folders(line, console);
    SweepPlan sweep = runFile.plan(line, folders);
    if (sweep.sweep().isSingle()) {
      print(
          sweep.plans().get(0),
          new DatasetFolders(folders, console.home().datasets(), new ConsoleProgress(console)));
    } else {
      print(sweep);
    }
    return ExitCode.DONE;
  }

  private void print(SweepPlan plan) {
    Sweep sweep = plan.sweep();
    out.printf(Locale.ROOT, "sweep    %s%n", sweep.name());
    for (SweepAxis axis : sweep.axes()) {
      out.printf(
          Locale.ROOT, "axis     %-20s %s%n", axis.label(), String.join(", ", axis.values()));
    }
    Set<List<Object>> trainings = new HashSet<>();
    Cost total = Cost.NONE;
    for (int i = 0; i < plan.plans().size(); i++) {
      Plan part = plan.plans().get(i);
      Cost cost = Cost.of(part);
      RunSpec spec = part.spec();
      boolean trains =
          trainings.add(
              List.of(spec.seed(), spec.network().value(), spec.dataset().map(Named::value)));
      total = total.plus(trains ? cost : cost.withoutTraining());
      out.printf(
          Locale.ROOT,
          "part     %-40s %s%s%n",
          sweep.words(sweep.parts().get(i)),
          trains && cost.trainingImages() > 0 ? "a training, " : "",
          scaled(cost.fitProducts() + cost.inferenceProducts() + cost.probeProducts())
              + " multiply-adds to measure");
    }
    print(total);
    out.printf(Locale.ROOT, "report   %s%n", sweep.report());
  }

  private void print(Plan plan, DatasetFolders folders) throws IOException {
    RunSpec spec = plan.spec();
    out.printf(Locale.ROOT, "run      %s%n", spec.name());
    out.printf(Locale.ROOT, "dataset  %s%n", spec.dataset().map(Named::name).orElse("none"));
    if (spec.dataset().isPresent()) {
      print(spec.dataset().get().value(), spec.network().value(), folders);
    }
    out.printf(
        Locale.ROOT, "network  %s, %d layers%n", spec.network().name(), plan.network().size());
    plan.layers().forEach(this::print);
    for (PlannedProbe probe : plan.probes()) {
      out.printf(Locale.ROOT, "probe    %-20s %s%n", probe.id(), work(probe));
      probe.refits().stream().filter(refit -> refit < FEW_TO_REFIT).forEach(this::warnOfRefit);
    }
    print(Cost.of(plan));
    spec.gate()
        .ifPresent(
            gate ->
                gate.value()
                    .rules()
                    .forEach(
                        (rule, limit) ->
                            out.printf(Locale.ROOT, "gate     %-20s %s%n", rule, limit)));
    out.printf(Locale.ROOT, "report   %s%n", spec.report());
  }

  private void print(DatasetSource dataset, NetworkSource network, DatasetFolders folders)
      throws IOException {
    Optional<DatasetLook> look = DatasetLook.at(dataset, folders);
    if (look.isPresent()) {
      new DatasetText(out, network.pixels()).print(look.get());
    } else {
      out.println("         it is not on this machine yet; run downloads it");
    }
  }

  private void print(PlannedLayer layer) {
    LayerShape shape = layer.shape();
    out.printf(
        Locale.ROOT,
        "layer    %-15s %-11s d = %-6d %5d filters  %s%s%n",
        shape.name(),
        shape.kind().name().toLowerCase(Locale.ROOT),
        shape.dimension(),
        shape.filters(),
        String.join(", ", layer.quantizers()),
        layer.fitCost() == 0 ? "" : " (" + scaled(layer.fitCost()) + " multiply-adds to fit)");
    layer
        .refused()
        .forEach(
            (quantizer, reason) ->
                out.printf(
                    Locale.ROOT, "         %s is NOT EVALUATED here: %s%n", quantizer, reason));
  }

  private void warnOfRefit(int images) {
    out.printf(
        Locale.ROOT,
        "         caution: a refit to %s turns about %.1f %% of a dense layer's signs by chance;"
            + " take %d or more%n",
        Plural.of(images, "image", "images"),
        100 / (Math.PI * Math.sqrt(images)),
        FEW_TO_REFIT);
  }

  private static String work(PlannedProbe probe) {
    int images = probe.needs().images();
    return images == 0
        ? "weights only"
        : String.format(
            Locale.ROOT,
            "%d images, %d %s",
            images,
            probe.trials().size(),
            probe.trials().size() == 1 ? "trial" : "trials");
  }

  private void print(Cost cost) {
    if (cost.trainingImages() > 0) {
      out.printf(
          Locale.ROOT,
          "training %,d images, %s multiply-adds (none if found in the cache)%n",
          cost.trainingImages(),
          scaled(cost.trainingProducts()));
    }
    if (cost.fitProducts() > 0) {
      out.printf(
          Locale.ROOT,
          "fit      %s multiply-adds to fit the quantizers%n",
          scaled(cost.fitProducts()));
    }
    out.printf(
        Locale.ROOT,
        "measure  %s multiply-adds to pass the images, %s for the probes' products%n",
        scaled(cost.inferenceProducts()),
        scaled(cost.probeProducts()));
  }

  private static String scaled(double products) {
    String[] units = {"", " thousand", " million", " billion", " trillion", " quadrillion"};
    int unit = 0;
    double value = products;
    while (value >= 1000 && unit < units.length - 1) {
      value /= 1000;
      unit++;
    }
    return String.format(
        Locale.ROOT, value < 10 && unit > 0 ? "%.1f%s" : "%.0f%s", value, units[unit]);
  }
}
