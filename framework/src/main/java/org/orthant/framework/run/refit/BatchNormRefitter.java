package org.orthant.framework.run.refit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;
import org.orthant.api.Seed;
import org.orthant.api.data.Split;
import org.orthant.api.measure.Correction;
import org.orthant.api.measure.Trial;
import org.orthant.api.model.BatchNorm;
import org.orthant.framework.run.inference.Alteration;
import org.orthant.framework.run.inference.ChannelAffine;
import org.orthant.framework.run.inference.Evaluation;
import org.orthant.framework.run.inference.Groups;
import org.orthant.framework.run.inference.LayerStage;
import org.orthant.framework.run.inference.Network;
import org.orthant.framework.run.inference.NodeStage;
import org.orthant.framework.run.inference.Stage;
import org.orthant.framework.run.inference.Unit;
import org.orthant.framework.run.layer.ChannelMoments;
import org.orthant.framework.run.layer.Products;
import org.orthant.framework.run.layer.Signals;
import org.orthant.framework.run.local.LocalThreads;

/**
 * Fits the batch normalization of altered networks anew: the exact mean and variance of each
 * channel over all positions of the same training images, unit after unit, each seeing what the
 * refitted units in front of it give. Where no batch normalization follows a layer, a factor and a
 * shift behind its products give each channel the mean and the variance that it has in the refitted
 * network without changes. Units that no change reaches are those of that network.
 *
 * <p>Where a trial corrects means alone, the network without changes is the one as trained, and
 * each channel gets the mean that it has there.
 */
public final class BatchNormRefitter {
  /**
   * A quarter of a gigabyte of numbers that leave a unit is kept while the next are fitted; twice
   * that, while those of the next are gathered.
   */
  static final long MOST_NUMBERS_KEPT = 1L << 26;

  private final Network network;
  private final Split training;
  private final Correction correction;
  private final Groups groups;
  private final LocalThreads threads;
  private final Runnable fitted;
  private final long mostNumbersKept;

  /** The refitted network without changes; empty until it is fitted. */
  private final List<Stage> unchanged = new ArrayList<>();

  /** What was kept of the unchanged network. */
  private final Cuts cuts;

  /**
   * Of the unchanged network, what changes are corrected to: of layers' products where no batch
   * normalization follows, and where means alone are corrected of what enters those that do.
   */
  private final Map<Integer, ChannelMoments> targets = new HashMap<>();

  /**
   * Nothing is fitted yet.
   *
   * @param without a trial without changes: to how many training images, and what is corrected
   * @param seed the run's
   * @param fitted called after each unit
   * @param mostNumbersKept where more numbers leave a unit, they are not kept, and images pass
   *     again from where all was; bits are always kept
   */
  BatchNormRefitter(
      Network network,
      Split training,
      Trial without,
      Seed seed,
      LocalThreads threads,
      Runnable fitted,
      long mostNumbersKept) {
    this.network = network;
    this.training = training;
    this.correction = without.correction();
    this.groups = groups(training, without.refit(), seed);
    this.threads = threads;
    this.fitted = fitted;
    this.mostNumbersKept = mostNumbersKept;
    this.cuts = new Cuts(mostNumbersKept);
  }

  /**
   * The training images that batch normalization is fitted to.
   *
   * @param seed the run's
   */
  public static Groups groups(Split training, int images, Seed seed) {
    return Groups.of(training.size(), images, seed.fork("refit"));
  }

  /** Returns what is fitted for a trial. */
  Refit fit(Trial trial) {
    if (unchanged.isEmpty()) {
      TreeSet<Integer> all = new TreeSet<>();
      network.units().forEach(unit -> all.add(unit.index()));
      unchanged.addAll(new Fit(Trial.BASELINE, all, cuts.before(0)).stages());
    }
    NavigableSet<Integer> reached = reached(network, trial);
    if (reached.isEmpty()) {
      return refit(unchanged);
    }
    return refit(new Fit(trial, reached, cuts.before(reached.first())).stages());
  }

  /** Returns how many fits a trial takes. */
  static int fits(Network network, Trial trial) {
    return (int)
        reached(network, trial).stream()
            .filter(unit -> network.isFitted(network.units().get(unit)))
            .count();
  }

  /** The units that a trial changes, and all that a change reaches. */
  private static NavigableSet<Integer> reached(Network network, Trial trial) {
    NavigableSet<Integer> reached = new TreeSet<>();
    for (Unit unit : network.units()) {
      if (Alterations.changes(network, unit, trial)
          || unit.inputs().stream().anyMatch(reached::contains)) {
        reached.add(unit.index());
      }
    }
    return reached;
  }

  private Refit refit(List<Stage> stages) {
    Map<Integer, BatchNorm> norms = new HashMap<>();
    Map<Integer, ChannelAffine> affines = new HashMap<>();
    for (Stage stage : stages) {
      int unit = stage.unit().index();
      stage.alteration().norm().ifPresent(norm -> norms.put(unit, norm));
      if (network.takesAffine(stage.unit())) {
        affines.put(
            unit,
            stage
                .alteration()
                .affine()
                .orElseGet(() -> ChannelAffine.identity(network.fittedChannels(stage.unit()))));
      }
    }
    return new Refit(norms, affines);
  }

  /** One trial's way through the network. */
  private final class Fit {
    private final Trial trial;
    private final Set<Integer> reached;
    private final List<Stage> stages = new ArrayList<>();
    private Cut from;

    /**
     * @param from where values are kept from the beginning
     */
    Fit(Trial trial, Set<Integer> reached, Cut from) {
      this.trial = trial;
      this.reached = reached;
      this.from = from;
    }

    List<Stage> stages() {
      for (Unit unit : network.units()) {
        if (!reached.contains(unit.index())) {
          stages.add(unchanged.get(unit.index()));
        } else if (network.isFitted(unit)) {
          stages.add(fit(unit));
          fitted.run();
        } else {
          stages.add(Stage.of(unit, Alterations.of(network, unit, trial)));
        }
      }
      return stages;
    }

    private Stage fit(Unit unit) {
      Alteration alteration = Alterations.of(network, unit, trial);
      if (correction == Correction.MEANS) {
        return Stage.of(unit, withMeans(unit, alteration));
      }
      Alteration scaled = network.takesAffine(unit) ? withAffine(unit, alteration) : alteration;
      if (scaled.norm().isEmpty()) {
        return Stage.of(unit, scaled);
      }
      Stage trained = Stage.of(unit, scaled);
      BatchNorm norm = fitted(scaled.norm().get(), moments(trained, false));
      return Stage.of(unit, scaled.with(Optional.of(norm), scaled.affine()));
    }

    private Alteration withMeans(Unit unit, Alteration alteration) {
      boolean ofProducts = network.takesAffine(unit);
      ChannelMoments met = moments(Stage.of(unit, alteration), ofProducts);
      if (unchanged.isEmpty()) {
        targets.put(unit.index(), met);
        return alteration;
      }
      double[] mean = targets.get(unit.index()).mean();
      return ofProducts
          ? alteration.with(alteration.norm(), Optional.of(ChannelAffine.shift(met.mean(), mean)))
          : alteration.with(
              alteration.norm().map(norm -> shifted(norm, met.mean(), mean)), alteration.affine());
    }

    private Alteration withAffine(Unit unit, Alteration alteration) {
      ChannelMoments products = moments(Stage.of(unit, alteration), true);
      if (unchanged.isEmpty()) {
        targets.put(unit.index(), products);
        return alteration;
      }
      ChannelMoments target = targets.get(unit.index());
      ChannelAffine affine =
          ChannelAffine.between(
              products.mean(), products.variance(), target.mean(), target.variance());
      return alteration.with(alteration.norm(), Optional.of(affine));
    }

    /** The moments of what is fitted in a unit, over all groups. */
    private ChannelMoments moments(Stage stage, boolean ofProducts) {
      int index = stage.unit().index();
      TreeSet<Integer> crossing = Cut.crossing(network, index);
      Pass pass = new Pass(network.fittedChannels(stage.unit()));
      Cut begin = from;
      List<Stage> between = List.copyOf(stages);
      threads.execute(
          groups.count(), group -> meet(begin, between, stage, ofProducts, crossing, group), pass);
      pass.kept(index)
          .ifPresent(
              cut -> {
                from = cut;
              });
      if (unchanged.isEmpty()) {
        cuts.remember(index, from);
      }
      return pass.moments;
    }
  }

  private Met meet(
      Cut from,
      List<Stage> stages,
      Stage stage,
      boolean ofProducts,
      Set<Integer> crossing,
      int group) {
    Set<Integer> wanted = new TreeSet<>(crossing);
    wanted.addAll(stage.unit().inputs());
    try (Evaluation evaluation =
        new Evaluation(
            network,
            from.values(group),
            () -> Signals.of(training.images(groups.group(group)), network.graph().input()),
            stages::get,
            wanted)) {
      ChannelMoments moments = moments(stage, ofProducts, evaluation);
      Map<Integer, Supplier<Signals>> kept = new HashMap<>();
      long numbers = 0;
      for (int unit : crossing) {
        Signals value = evaluation.value(unit);
        long size = network.output(unit).size();
        value
            .kept(groups.images() * size <= mostNumbersKept)
            .ifPresent(copies -> kept.put(unit, copies));
        numbers += value.packed().isPresent() ? 0 : value.images() * size;
      }
      return new Met(
          kept.size() == crossing.size() ? Optional.of(kept) : Optional.empty(), numbers, moments);
    }
  }

  private static ChannelMoments moments(Stage stage, boolean ofProducts, Evaluation evaluation) {
    Signals input = evaluation.value(stage.unit().inputs().get(0));
    if (stage instanceof NodeStage node) {
      return node.moments(input);
    }
    LayerStage layer = (LayerStage) stage;
    try (Products products = layer.products(input)) {
      return ofProducts ? layer.momentsOfProducts(products) : layer.moments(products);
    }
  }

  /** The normalization of numbers whose means have moved, so that what leaves it has not. */
  private static BatchNorm shifted(BatchNorm norm, double[] from, double[] to) {
    float[] mean = norm.mean().toFloatVector();
    for (int c = 0; c < mean.length; c++) {
      mean[c] = (float) (mean[c] + (from[c] - to[c]));
    }
    return new BatchNorm(
        norm.gamma(), norm.beta(), Nd4j.createFromArray(mean), norm.variance(), norm.epsilon());
  }

  private static BatchNorm fitted(BatchNorm trained, ChannelMoments moments) {
    return new BatchNorm(
        trained.gamma(),
        trained.beta(),
        Nd4j.createFromArray(moments.mean()).castTo(DataType.FLOAT),
        Nd4j.createFromArray(moments.variance()).castTo(DataType.FLOAT),
        trained.epsilon());
  }

  /**
   * What one group of images gave: what crosses the cut, if all of it is kept, how many numbers
   * that are, and the moments.
   */
  private record Met(
      Optional<Map<Integer, Supplier<Signals>>> kept, long numbers, ChannelMoments moments) {}

  /** One unit's pass over all groups. */
  private static final class Pass implements Consumer<Met> {
    private final ChannelMoments moments;
    private final List<Map<Integer, Supplier<Signals>>> kept = new ArrayList<>();
    private boolean complete = true;
    private long numbers;

    Pass(int channels) {
      moments = new ChannelMoments(channels);
    }

    @Override
    public void accept(Met met) {
      moments.merge(met.moments());
      numbers += met.numbers();
      met.kept().ifPresentOrElse(kept::add, () -> complete = false);
    }

    /** The cut in front of a unit, if all of it is kept. */
    Optional<Cut> kept(int unit) {
      return complete ? Optional.of(new Cut(unit, kept, numbers)) : Optional.empty();
    }
  }
}
