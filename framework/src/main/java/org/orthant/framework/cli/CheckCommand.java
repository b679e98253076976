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
import org.orthant.framework.pace.PlannedTime;
import org.orthant.framework.pace.Rates;
import org.orthant.framework.pace.Workload;
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
    return "show a run's problems, or its plan, its cost and how long it takes, without executing it;"
        + " all parts of a sweep";
  }

  @Override
  public List<String> examples() {
    return List.of(
        "check configs/quickstart.yaml",
        "check configs/cifar10-small.yaml --data ~/data --set layers=conv1");
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
          new DatasetFolders(
              folders,
              console.home().datasets(),
              new ConsoleProgress(console, console.home().rates(), "run")));
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
    PlannedTime time = new PlannedTime(rates());
    int widest =
        sweep.parts().stream().mapToInt(part -> sweep.words(part).length()).max().orElse(0);
    for (int i = 0; i < plan.plans().size(); i++) {
      Plan part = plan.plans().get(i);
      Cost cost = Cost.of(part);
      RunSpec spec = part.spec();
      boolean trains =
          trainings.add(
              List.of(spec.seed(), spec.network().value(), spec.dataset().map(Named::value)));
      total = total.plus(trains ? cost : cost.withoutTraining());
      time.add(Workload.of(part), trains);
      out.printf(
          Locale.ROOT,
          "part     %s  %s%s%n",
          padded(sweep.words(sweep.parts().get(i)), Math.min(widest, 50)),
          trains && cost.trainingImages() > 0 ? "a training, " : "",
          scaled(toMeasure(cost)) + " multiply-adds to measure");
    }
    print(total, time);
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
    int names =
        plan.layers().stream().mapToInt(layer -> layer.shape().name().length()).max().orElse(0);
    plan.layers().forEach(layer -> print(layer, names));
    int probes = plan.probes().stream().mapToInt(probe -> probe.id().length()).max().orElse(0);
    for (PlannedProbe probe : plan.probes()) {
      out.printf(Locale.ROOT, "probe    %s  %s%n", padded(probe.id(), probes), work(probe, plan));
      probe.refits().stream().filter(refit -> refit < FEW_TO_REFIT).forEach(this::warnOfRefit);
    }
    PlannedTime time = new PlannedTime(rates());
    time.add(Workload.of(plan), true);
    print(Cost.of(plan), time);
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

  private void print(PlannedLayer layer, int names) {
    LayerShape shape = layer.shape();
    out.printf(
        Locale.ROOT,
        "layer    %s  %-11s d = %-6d %5d filters  %s%s%n",
        padded(shape.name(), names),
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

  private static String work(PlannedProbe probe, Plan plan) {
    int images = probe.needs().images();
    if (images == 0) {
      return "weights only";
    }
    int more = probe.probe().mostNextTrials(plan.selected());
    return String.format(
        Locale.ROOT,
        "%d images, %s%s",
        images,
        Plural.of(probe.trials().size(), "trial", "trials"),
        more == 0
            ? ""
            : String.format(Locale.ROOT, " and at most %d more by what they show", more));
  }

  private static double toMeasure(Cost cost) {
    return cost.fitProducts()
        + cost.weightProducts()
        + cost.refitProducts()
        + cost.inferenceProducts()
        + cost.probeProducts();
  }

  private static String padded(String text, int width) {
    return text + " ".repeat(Math.max(0, width - text.length()));
  }

  private Rates rates() {
    try {
      return Rates.read(console.home().rates());
    } catch (IOException e) {
      console.err().println("no time is told: " + e.getMessage());
      return Rates.none();
    }
  }

  private void print(Cost cost, PlannedTime time) {
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
        "weights  as long as %s multiply-adds to quantize them%n",
        scaled(cost.weightProducts()));
    out.printf(
        Locale.ROOT,
        "measure  %s multiply-adds to pass the images, %s for the probes' products%n",
        scaled(cost.refitProducts() + cost.inferenceProducts()),
        scaled(cost.probeProducts()));
    out.printf(Locale.ROOT, "time     %s%n", time);
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
