package org.orthant.dl4j;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.orthant.api.Progress;
import org.orthant.api.Seed;
import org.orthant.api.data.Dataset;
import org.orthant.api.data.Split;
import org.orthant.api.file.AtomicFile;
import org.orthant.api.file.DamagedFileException;
import org.orthant.api.file.KeptFile;
import org.orthant.api.graph.Model;

/**
 * Trains a network, or finds its finished training. A checkpoint after every epoch holds all that
 * the next one depends on, so a training that was interrupted ends as an undisturbed one would.
 */
final class Trainer {
  private final Dataset dataset;
  private final Training recipe;
  private final Seed seed;
  private final String platform;
  private final Progress progress;
  private final Partition partition;

  /**
   * @param platform on which the training must have begun to be continued
   */
  Trainer(Dataset dataset, Training recipe, Seed seed, String platform, Progress progress) {
    this.dataset = dataset;
    this.recipe = recipe;
    this.seed = seed;
    this.platform = platform;
    this.progress = progress;
    this.partition =
        Partition.of(dataset.training().size(), recipe.validation(), seed.fork("validation"));
  }

  /**
   * Steps of the whole training.
   *
   * @param images how many training images the dataset has
   */
  static long steps(Training recipe, int images) {
    return (long) recipe.epochs() * ((images - recipe.validation()) / recipe.batch());
  }

  /**
   * Brings the network to the end of its training.
   *
   * @param binary the network as initialized
   * @param file where its checkpoint lies or shall lie, under the name of the training
   */
  Model train(BinaryNetwork binary, KeptFile file) throws IOException {
    try (Threads threads = new Threads(recipe.threads())) {
      return threads.call(() -> trained(binary, file));
    }
  }

  private Model trained(BinaryNetwork binary, KeptFile file) throws IOException {
    binary.fitQuantizers(images(order(0), 0, 0), true);
    Checkpoint checkpoint = start(binary.network(), file);
    if (checkpoint.epochs() == recipe.epochs()) {
      progress.note("network found trained: " + file.name());
      copy(checkpoint.log(), file);
    } else {
      checkpoint = epochs(binary, checkpoint, file);
      AtomicFile.removeStale(file.path());
    }
    checkpoint.best().ifPresent(binary.network()::setParams);
    return binary.model(
        dataset.shape().image(), provenance(checkpoint, file), checkpoint.log().curves());
  }

  private Map<String, String> provenance(Checkpoint checkpoint, KeptFile file) {
    Map<String, String> provenance = new LinkedHashMap<>();
    provenance.put("epochs", String.valueOf(checkpoint.epochs()));
    provenance.put("loss", String.format(Locale.ROOT, "%.6f", checkpoint.loss()));
    provenance.put("training", file.name());
    if (recipe.keep() == Keep.BEST) {
      provenance.put("kept epoch", String.valueOf(checkpoint.log().best().getAsInt()));
    }
    return provenance;
  }

  private Checkpoint start(MultiLayerNetwork network, KeptFile file) throws IOException {
    INDArray state = network.getUpdater().getStateViewArray();
    Optional<Checkpoint> kept = find(file, (int) network.numParams(), (int) state.length());
    if (kept.isEmpty()) {
      return new Checkpoint(
          platform,
          new TrainingLog(List.of()),
          Double.NaN,
          flat(network.params()),
          flat(state),
          Optional.empty());
    }
    Checkpoint found = kept.get();
    network.setParams(found.parameters());
    state.assign(found.updater().reshape(state.shape()));
    network.setIterationCount(found.epochs() * stepsPerEpoch());
    network.setEpochCount(found.epochs());
    if (found.epochs() < recipe.epochs()) {
      progress.note("training goes on after epoch " + found.epochs());
    }
    return found;
  }

  /** Returns what can be used of what was kept; anything else is set aside, and said so. */
  private Optional<Checkpoint> find(KeptFile file, int parameters, int updater) throws IOException {
    try {
      EarlierCheckpoint earlier = new EarlierCheckpoint(file.path());
      if (earlier.isThere()) {
        return Optional.of(renewed(earlier.read(recipe.epochs(), parameters, updater), file));
      }
      Optional<Checkpoint> found = Checkpoint.find(file, parameters, updater, recipe.keep());
      if (found.isEmpty() || isOfUse(found.get())) {
        return found;
      }
      progress.note(
          String.format(
              Locale.ROOT,
              "%s was begun on another platform (%s); set aside as %s, training anew on this (%s)",
              file.path(),
              found.get().platform(),
              file.setAside(".other-platform").getFileName(),
              platform));
    } catch (DamagedFileException e) {
      progress.note(
          String.format(
              Locale.ROOT,
              "%s; set aside as %s, training anew",
              e.getMessage(),
              file.setAside(".corrupt").getFileName()));
    }
    return Optional.empty();
  }

  /**
   * A finished training is a result, wherever it was computed. One that is not would become a
   * network that no platform gives.
   */
  private boolean isOfUse(Checkpoint checkpoint) {
    return checkpoint.epochs() == recipe.epochs() || checkpoint.platform().equals(platform);
  }

  /** Writes a finished training of before in today's format. */
  private Checkpoint renewed(Checkpoint earlier, KeptFile file) {
    progress.note(
        file.path()
            + " is of an earlier version, which did not note what it belongs to; taken as it is");
    try {
      earlier.write(file);
    } catch (IOException e) {
      progress.note(e.getMessage());
    }
    return earlier;
  }

  /** Lays a copy of the log beside the checkpoint, for people; Orthant itself does without. */
  private void copy(TrainingLog log, KeptFile file) {
    Path copy = TrainingLog.beside(file.path());
    byte[] text = log.text().getBytes(StandardCharsets.UTF_8);
    try {
      if (!Files.isRegularFile(copy)
          || Files.size(copy) != text.length
          || !Arrays.equals(Files.readAllBytes(copy), text)) {
        AtomicFile.write(copy, temporary -> Files.write(temporary, text));
      }
    } catch (IOException e) {
      progress.note(e.getMessage());
    }
  }

  private Checkpoint epochs(BinaryNetwork binary, Checkpoint start, KeptFile file)
      throws IOException {
    MultiLayerNetwork network = binary.network();
    Monitor monitor = new Monitor(binary, dataset.test(), recipe.monitor());
    Checkpoint checkpoint = start;
    double before = start.log().seconds();
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
        double loss = sum / perEpoch;
        Map<String, Double> row = new HashMap<>(monitor.ends(epoch + 1));
        row.put("loss", loss);
        row.put(TrainingLog.ACCURACY, accuracy(binary, dataset.test(), every(dataset.test())));
        if (recipe.validation() > 0) {
          row.put(TrainingLog.VALIDATION, accuracy(binary, dataset.training(), partition.aside()));
        }
        row.put("seconds", Math.rint(before + (System.nanoTime() - began) / 1e9));
        checkpoint = snapshot(network, checkpoint, row, loss);
        checkpoint.write(file);
        copy(checkpoint.log(), file);
        accuracy =
            String.format(Locale.ROOT, ", accuracy %.1f %%", 100 * row.get(TrainingLog.ACCURACY));
        task.advance(
            (epoch + 1) * perEpoch, String.format(Locale.ROOT, "loss %.4f%s", loss, accuracy));
      }
    }
    return checkpoint;
  }

  private Checkpoint snapshot(
      MultiLayerNetwork network, Checkpoint before, Map<String, Double> row, double loss) {
    TrainingLog log = before.log().with(row);
    INDArray parameters = flat(network.params());
    Optional<INDArray> best = Optional.empty();
    if (recipe.keep() == Keep.BEST) {
      boolean better = log.best().getAsInt() == log.epochs();
      best = better ? Optional.of(parameters) : before.best();
    }
    return new Checkpoint(
        platform, log, loss, parameters, flat(network.getUpdater().getStateViewArray()), best);
  }

  private static INDArray flat(INDArray row) {
    return row.dup('c').reshape(row.length());
  }

  private int stepsPerEpoch() {
    return partition.learned().length / recipe.batch();
  }

  /** The order in which an epoch sees the training images; a last incomplete batch is left out. */
  private int[] order(int epoch) {
    return partition.order(seed.fork("order").fork(epoch));
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

  private static int[] every(Split images) {
    return IntStream.range(0, images.size()).toArray();
  }

  private double accuracy(BinaryNetwork binary, Split images, int[] chosen) {
    int correct = 0;
    for (int from = 0; from < chosen.length; from += recipe.batch()) {
      int[] indices =
          Arrays.copyOfRange(chosen, from, Math.min(chosen.length, from + recipe.batch()));
      INDArray scores = binary.network().output(binary.inputs(images.images(indices)));
      int[] predictions = scores.argMax(1).toIntVector();
      int[] labels = images.labels(indices);
      for (int i = 0; i < labels.length; i++) {
        correct += predictions[i] == labels[i] ? 1 : 0;
      }
    }
    return correct / (double) chosen.length;
  }
}
