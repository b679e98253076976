package org.orthant.framework.run.refit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;
import org.orthant.api.Seed;
import org.orthant.api.data.Split;
import org.orthant.api.measure.Change;
import org.orthant.api.measure.Trial;
import org.orthant.api.model.BatchNorm;
import org.orthant.framework.run.inference.ChannelMoments;
import org.orthant.framework.run.inference.Groups;
import org.orthant.framework.run.inference.Inference;
import org.orthant.framework.run.inference.Products;
import org.orthant.framework.run.inference.QuantizedLayer;
import org.orthant.framework.run.inference.Signals;
import org.orthant.framework.run.inference.Stage;
import org.orthant.framework.run.local.LocalThreads;

/**
 * Fits the batch normalization of altered networks anew: the exact mean and variance of each
 * channel over all positions of the same training images, layer after layer, each layer seeing what
 * the refitted layers in front of it give. Layers in front of a trial's first change are those of
 * the refitted network without changes.
 */
public final class BatchNormRefitter {
  /**
   * A quarter of a gigabyte of numbers that enter a layer is kept while the next are fitted; twice
   * that, while those of the next are gathered.
   */
  static final long MOST_NUMBERS_KEPT = 1L << 26;

  private final List<QuantizedLayer> layers;
  private final Split training;
  private final Groups groups;
  private final LocalThreads threads;
  private final Runnable fitted;
  private final long mostNumbersKept;
  private final List<Stage> unchanged = new ArrayList<>();

  /** What enters each layer of the unchanged network. */
  private final List<Entering> unchangedEntering = new ArrayList<>();

  /**
   * Nothing is fitted yet.
   *
   * @param images how many training images
   * @param seed the run's
   * @param fitted called after each layer
   * @param mostNumbersKept where more numbers enter a layer, they are not kept, and images pass
   *     again from where they or bits were; bits are always kept
   */
  BatchNormRefitter(
      List<QuantizedLayer> layers,
      Split training,
      int images,
      Seed seed,
      LocalThreads threads,
      Runnable fitted,
      long mostNumbersKept) {
    this.layers = List.copyOf(layers);
    this.training = training;
    this.groups = groups(training, images, seed);
    this.threads = threads;
    this.fitted = fitted;
    this.mostNumbersKept = mostNumbersKept;
  }

  /**
   * The training images that batch normalization is fitted to.
   *
   * @param seed the run's
   */
  public static Groups groups(Split training, int images, Seed seed) {
    return Groups.of(training.size(), images, seed.fork("refit"));
  }

  /** The batch normalization of each layer under the trial. */
  List<BatchNorm> fit(Trial trial) {
    if (unchanged.isEmpty()) {
      fit(Trial.BASELINE, new Entering(0, this::images), unchanged, unchangedEntering);
    }
    int first = firstChanged(layers, trial);
    List<Stage> stages = new ArrayList<>(unchanged.subList(0, first));
    if (first < layers.size()) {
      fit(trial, unchangedEntering.get(first), stages, new ArrayList<>());
    }
    return stages.stream().map(Stage::norm).toList();
  }

  /** The index of the first layer that the trial changes; how many there are if it changes none. */
  static int firstChanged(List<QuantizedLayer> layers, Trial trial) {
    int index = 0;
    while (index < layers.size() && change(layers.get(index), trial).equals(Change.NONE)) {
      index++;
    }
    return index;
  }

  private static Change change(QuantizedLayer layer, Trial trial) {
    return trial.change(layer.layer().name());
  }

  private Signals images(int group) {
    return Signals.of(training.images(groups.group(group)));
  }

  /**
   * Appends the stages that are missing.
   *
   * @param entering what enters one of the layers there are already, or the next
   * @param remembered where to put what enters each of the layers appended
   */
  private void fit(Trial trial, Entering entering, List<Stage> stages, List<Entering> remembered) {
    Entering last = entering;
    for (QuantizedLayer layer : layers.subList(stages.size(), layers.size())) {
      Pass pass = new Pass(layer.layer().shape().filters());
      Entering from = last;
      List<Stage> between = List.copyOf(stages.subList(from.layer(), stages.size()));
      Change change = change(layer, trial);
      boolean numbersKept =
          (long) groups.images() * layer.layer().shape().input().size() <= mostNumbersKept;
      threads.execute(
          groups.count(),
          group -> meet(from.inputs().apply(group), between, layer, change, numbersKept),
          pass);
      last = pass.kept(stages.size()).orElse(from);
      remembered.add(last);
      stages.add(new Stage(layer, change, pass.fitted(layer.layer().batchNorm())));
      fitted.run();
    }
  }

  private static Met meet(
      Signals images,
      List<Stage> between,
      QuantizedLayer layer,
      Change change,
      boolean numbersKept) {
    try (Signals entered = Inference.through(between, images);
        Products products =
            new Products(layer, entered.entering(layer.layer().shape()), Optional.empty())) {
      return new Met(entered.kept(numbersKept), Stage.moments(products, change));
    }
  }

  /**
   * What enters a layer.
   *
   * @param layer its index
   * @param inputs those of each group, anew
   */
  private record Entering(int layer, IntFunction<Signals> inputs) {}

  /** What one group of images gave: what entered the layer, if it is kept, and what it made. */
  private record Met(Optional<Supplier<Signals>> entered, ChannelMoments moments) {}

  /** One layer's pass over all groups. */
  private static final class Pass implements Consumer<Met> {
    private final ChannelMoments moments;
    private final List<Supplier<Signals>> entered = new ArrayList<>();
    private boolean complete = true;

    Pass(int channels) {
      moments = new ChannelMoments(channels);
    }

    @Override
    public void accept(Met met) {
      moments.merge(met.moments());
      met.entered().ifPresentOrElse(entered::add, () -> complete = false);
    }

    /** What entered the layer of that index, if all of it is kept. */
    Optional<Entering> kept(int layer) {
      return complete
          ? Optional.of(new Entering(layer, group -> entered.get(group).get()))
          : Optional.empty();
    }

    BatchNorm fitted(BatchNorm trained) {
      return new BatchNorm(
          trained.gamma(),
          trained.beta(),
          Nd4j.createFromArray(moments.mean()).castTo(DataType.FLOAT),
          Nd4j.createFromArray(moments.variance()).castTo(DataType.FLOAT),
          trained.epsilon());
    }
  }
}
