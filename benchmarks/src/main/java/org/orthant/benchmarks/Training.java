package org.orthant.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.orthant.dl4j.Form;

/** Steps of training in Orthant's layers beside DeepLearning4J's own and the naive peer. */
final class Training implements Chapter {
  private static final String SEPARATE = "Orthant, separate";
  private static final String STOCK = "DeepLearning4J";
  private static final String NAIVE = Peer.NAIVE_TRAINING.name();
  private static final List<String> RIVALS = List.of(SEPARATE, STOCK, NAIVE);

  private static final Map<String, Target> TARGETS =
      Map.of(NAIVE, new Target(1.2, 4), STOCK, new Target(8, 25));

  private static final List<Integer> BATCHES = List.of(50, 100);

  private static final TrainingRun.Steps MANY = new TrainingRun.Steps(10, 15);

  /** Of those that take tens of seconds. */
  private static final TrainingRun.Steps FEW = new TrainingRun.Steps(1, 2);

  private static final TrainingRun.Steps QUICK = new TrainingRun.Steps(1, 1);

  @Override
  public List<String> measured(Settings settings, Session session) throws IOException {
    List<TrainingRun> runs = new ArrayList<>();
    for (int batch : BATCHES) {
      for (Form form : Form.values()) {
        run(form, batch, settings, session).ifPresent(runs::add);
      }
    }
    List<String> lines = new ArrayList<>(List.of("## Training", ""));
    lines.add(text(runs, settings.quick()));
    lines.add("");
    Optional<Double> naive =
        Peers.run(List.of(Peer.NAIVE_TRAINING), settings, session)
            .fastest(Peer.NAIVE_TRAINING, Work.TRAINING);
    lines.addAll(Comparison.table(RIVALS, rows(runs, naive)));
    return lines;
  }

  private static Optional<TrainingRun> run(
      Form form, int batch, Settings settings, Session session) {
    String part = String.format(Locale.ROOT, "training, %s, batch %d", name(form), batch);
    return session.measure(
        part, () -> TrainingRun.of(form, batch, steps(form, settings.quick()), settings.log(part)));
  }

  private static TrainingRun.Steps steps(Form form, boolean quick) {
    if (quick) {
      return QUICK;
    }
    return form == Form.FUSED ? MANY : FEW;
  }

  private static String name(Form form) {
    return switch (form) {
      case FUSED -> "Orthant, fused";
      case SEPARATE -> SEPARATE;
      case STOCK -> STOCK;
    };
  }

  private static String text(List<TrainingRun> runs, boolean quick) {
    TrainingRun.Steps many = steps(Form.FUSED, quick);
    TrainingRun.Steps few = steps(Form.STOCK, quick);
    return String.format(
        Locale.ROOT,
        "Steps of training of the full-width network on noise and two threads, all weights and"
            + " activations binary: both passes, Adam's step and the clip of the weights. Orthant"
            + " is its fused layers; beside them stand its separate ones in float arithmetic,"
            + " DeepLearning4J's own layers with the same straight-through estimator as weight"
            + " noise and activation function, and the naive script. Each form and batch has a"
            + " virtual machine of its own. The fastest step counts: of %d after %d to warm up for"
            + " the fused layers, of %d after %d for the others, and for the script, which trains on"
            + " batches of 50 alone and stands with that figure beside batches of 100 too, of 6"
            + " after 1 in the fastest of its runs. The others have OpenBLAS and oneDNN as they are"
            + " in this environment (OpenBLAS's kernels: %s).",
        many.measured(),
        many.warmUp(),
        few.measured(),
        few.warmUp(),
        blasKernels(runs));
  }

  private static String blasKernels(List<TrainingRun> runs) {
    return runs.stream().map(TrainingRun::blasKernel).distinct().collect(Collectors.joining(", "));
  }

  /**
   * A row for each batch.
   *
   * @param naive the seconds per image of the naive peer; empty if it was not run
   */
  static List<Comparison> rows(List<TrainingRun> runs, Optional<Double> naive) {
    List<Comparison> rows = new ArrayList<>();
    for (int batch : BATCHES) {
      Map<String, Figure> rivals = new LinkedHashMap<>();
      for (Form form : List.of(Form.SEPARATE, Form.STOCK)) {
        figure(runs, form, batch).ifPresent(figure -> rivals.put(name(form), figure));
      }
      naive.ifPresent(seconds -> rivals.put(NAIVE, figure(seconds)));
      rows.add(
          new Comparison(
              "steps of batch " + batch, figure(runs, Form.FUSED, batch), rivals, TARGETS));
    }
    return rows;
  }

  private static Optional<Figure> figure(List<TrainingRun> runs, Form form, int batch) {
    return runs.stream()
        .filter(run -> run.form() == form && run.batch() == batch)
        .map(run -> figure(run.secondsPerImage()))
        .findFirst();
  }

  private static Figure figure(double secondsPerImage) {
    return new Figure(1 / secondsPerImage, Unit.TRAINED_IMAGES_PER_SECOND);
  }
}
