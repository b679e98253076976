package org.orthant.benchmarks;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * A script on PyTorch that measures the same network with random weights.
 *
 * @param readings how to read what it prints
 */
record Peer(String name, String script, List<String> arguments, List<Reading> readings) {

  /** As one would write it first. */
  static final Peer NAIVE =
      new Peer(
          "PyTorch naive",
          "pytorch_naive.py",
          List.of("--threads", Integer.toString(Settings.THREADS), "--parts", "dpp,abl,train"),
          List.of(
              Reading.imagesPerSecond(Work.INFERENCE, "ablation n=.*img/s # ->"),
              Reading.seconds(Work.DOT_PRODUCT, "dpp n=.* # s/img", 1),
              Reading.seconds(Work.ABLATION, "-> 11 evals x 10k: # s", 10_000),
              Reading.imagesPerSecond(Work.TRAINING, "train step .*-> # img/s")));

  /** The first's steps of training alone. */
  static final Peer NAIVE_TRAINING =
      new Peer(
          "PyTorch naive",
          "pytorch_naive.py",
          List.of("--threads", Integer.toString(Settings.THREADS), "--parts", "train"),
          List.of(Reading.imagesPerSecond(Work.TRAINING, "train step .*-> # img/s")));

  /** As an expert would. */
  static final Peer TUNED =
      new Peer(
          "PyTorch tuned",
          "pytorch_tuned.py",
          List.of(Integer.toString(Settings.THREADS)),
          List.of(
              Reading.imagesPerSecond(Work.INFERENCE, "tuned fwd batch [0-9]+: # img/s"),
              Reading.seconds(Work.DOT_PRODUCT, "tuned dpp: # s/img", 1),
              Reading.seconds(Work.ABLATION, "tuned ablation .*: # ms/img", 1_000)));

  static final List<Peer> ALL = List.of(NAIVE, TUNED);

  /**
   * Reads what the script has printed.
   *
   * @return seconds per image
   * @throws FailedException if a figure is missing
   */
  Map<Work, Double> read(List<String> output) {
    Map<Work, Double> seconds = new EnumMap<>(Work.class);
    for (Reading reading : readings) {
      seconds.put(
          reading.work(),
          reading
              .least(output)
              .orElseThrow(
                  () -> new FailedException("no line of it tells " + reading.work(), output)));
    }
    return seconds;
  }
}
