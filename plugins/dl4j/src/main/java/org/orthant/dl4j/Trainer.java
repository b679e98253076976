package org.orthant.dl4j;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.orthant.api.Progress;
import org.orthant.api.RandomNumbers;
import org.orthant.api.Seed;
import org.orthant.api.data.Dataset;
import org.orthant.api.data.Split;
import org.orthant.api.model.Model;

/**
 * Trains a network, or finds its finished training. A checkpoint after every epoch holds all that
 * the next one depends on, so a training that was interrupted ends as an undisturbed one would.
 */
final class Trainer {
  private final Dataset dataset;
  private final Training recipe;
  private final Seed seed;
  private final Progress progress;

  Trainer(Dataset dataset, Training recipe, Seed seed, Progress progress) {
    this.dataset = dataset;
    this.recipe = recipe;
    this.seed = seed;
    this.progress = progress;
  }

  /** Steps of the whole training. */
  static long steps(Training recipe, int images) {
    return (long) recipe.epochs() * (images / recipe.batch());
  }

  /**
   * Brings the network to the end of its training.
   *
   * @param binary the network as initialized
   * @param file where its checkpoint lies or shall lie
   */
  Model train(BinaryNetwork binary, Path file) throws IOException {
    try (Threads threads = new Threads(recipe.threads())) {
      return threads.call(() -> trained(binary, file));
    }
  }

  private Model trained(BinaryNetwork binary, Path file) throws IOException {
    binary.fitQuantizers(images(order(0), 0, 0), true);
    Checkpoint checkpoint = start(binary.network(), file);
    Path logFile = file.resolveSibling(file.getFileName() + ".csv");
    if (checkpoint.epochs() == recipe.epochs()) {
      progress.note("network found trained: " + file.getFileName());
    } else {
      checkpoint = epochs(binary, checkpoint, file, logFile);
    }
    return binary.model(
        Map.of(
            "epochs", String.valueOf(checkpoint.epochs()),
            "loss", String.format(Locale.ROOT, "%.6f", checkpoint.loss()),
            "training", file.getFileName().toString()),
        TrainingLog.find(logFile).map(TrainingLog::curves).orElse(List.of()));
  }

  private Checkpoint start(MultiLayerNetwork network, Path file) throws IOException {
    INDArray state = network.getUpdater().getStateViewArray();
    if (Files.exists(file)) {
      try {
        Checkpoint found = Checkpoint.read(file, (int) network.numParams(), (int) state.length());
        network.setParams(found.parameters());
        state.assign(found.updater().reshape(state.shape()));
        network.setIterationCount(found.epochs() * stepsPerEpoch());
        network.setEpochCount(found.epochs());
        if (found.epochs() < recipe.epochs()) {
          progress.note("training goes on after epoch " + found.epochs());
        }
        return found;
      } catch (Checkpoint.CorruptException e) {
        Path aside = file.resolveSibling(file.getFileName() + ".corrupt");
        Files.move(file, aside, StandardCopyOption.REPLACE_EXISTING);
        progress.note(e.getMessage() + "; set aside as " + aside.getFileName() + ", training anew");
      }
    }
    return snapshot(network, 0, Double.NaN);
  }

  private Checkpoint epochs(BinaryNetwork binary, Checkpoint start, Path file, Path logFile)
      throws IOException {
    MultiLayerNetwork network = binary.network();
    Monitor monitor = new Monitor(binary, dataset.test(), recipe.monitor());
    Checkpoint checkpoint = start;
    TrainingLog log =
        TrainingLog.find(logFile).orElse(new TrainingLog(List.of())).until(start.epochs());
    double before = log.seconds();
    long began = System.nanoTime();
    long perEpoch = stepsPerEpoch();
    try (Progress.Task task = progress.begin("training", recipe.epochs() * perEpoch)) {
      String accuracy = "";
      for (int epoch = start.epochs(); epoch < recipe.epochs(); epoch++) {
        int[] order = order(epoch);
        monitor.begins(epoch + 1);
        double sum = 0;
        for (int step = 0; step < perEpoch; step++) {
          // fit(iterator) would reuse the quantized weights of the first step; see the test.
          network.fit(binary.inputs(images(order, epoch, step)), labels(order, step));
          sum += network.score();
          if (step % 10 == 0) {
            task.advance(
                epoch * perEpoch + step,
                String.format(Locale.ROOT, "loss %.4f%s", sum / (step + 1), accuracy));
          }
        }
        checkpoint = snapshot(network, epoch + 1, sum / perEpoch);
        Map<String, Double> row = new HashMap<>(monitor.ends(epoch + 1));
        row.put("loss", checkpoint.loss());
        row.put("accuracy", accuracy(binary));
        row.put("seconds", Math.rint(before + (System.nanoTime() - began) / 1e9));
        log = log.with(row);
        log.write(logFile);
        checkpoint.write(file);
        accuracy = String.format(Locale.ROOT, ", accuracy %.1f %%", 100 * row.get("accuracy"));
        task.advance(
            (epoch + 1) * perEpoch,
            String.format(Locale.ROOT, "loss %.4f%s", checkpoint.loss(), accuracy));
      }
    }
    return checkpoint;
  }

  private static Checkpoint snapshot(MultiLayerNetwork network, int epochs, double loss) {
    return new Checkpoint(
        epochs, loss, flat(network.params()), flat(network.getUpdater().getStateViewArray()));
  }

  private static INDArray flat(INDArray row) {
    return row.dup('c').reshape(row.length());
  }

  private int stepsPerEpoch() {
    return dataset.training().size() / recipe.batch();
  }

  /** The order in which an epoch sees the training images; a last incomplete batch is left out. */
  private int[] order(int epoch) {
    int[] order = IntStream.range(0, dataset.training().size()).toArray();
    RandomNumbers random = seed.fork("order").fork(epoch).generator();
    for (int i = order.length - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int swapped = order[i];
      order[i] = order[j];
      order[j] = swapped;
    }
    return order;
  }

  private int[] indices(int[] order, int step) {
    return Arrays.copyOfRange(order, step * recipe.batch(), (step + 1) * recipe.batch());
  }

  private INDArray images(int[] order, int epoch, int step) {
    Seed changes = seed.fork("augmentation").fork(epoch).fork(step);
    return new Augmentation(recipe.flip(), recipe.shift())
        .apply(dataset.training().images(indices(order, step)), changes.generator());
  }

  private INDArray labels(int[] order, int step) {
    return recipe
        .loss()
        .targets(dataset.training().labels(indices(order, step)), dataset.shape().classes());
  }

  private double accuracy(BinaryNetwork binary) {
    Split test = dataset.test();
    int correct = 0;
    for (int from = 0; from < test.size(); from += recipe.batch()) {
      int[] indices = IntStream.range(from, Math.min(test.size(), from + recipe.batch())).toArray();
      INDArray scores = binary.network().output(binary.inputs(test.images(indices)));
      int[] predictions = scores.argMax(1).toIntVector();
      int[] labels = test.labels(indices);
      for (int i = 0; i < labels.length; i++) {
        correct += predictions[i] == labels[i] ? 1 : 0;
      }
    }
    return correct / (double) test.size();
  }
}
