package org.orthant.framework.run.graph;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.orthant.api.graph.BatchNormalization;
import org.orthant.api.graph.Graph;
import org.orthant.api.graph.Node;
import org.orthant.api.graph.Product;
import org.orthant.api.measure.Correction;
import org.orthant.api.measure.Trial;
import org.orthant.api.model.ImageShape;

/**
 * Batch normalization fitted anew in float64, node after node over all images at once; and behind
 * products that none follows, what gives them the moments of the refitted graph without changes.
 */
public final class RefitByHand {
  private final Graph graph;
  private final Correction correction;
  private final Setting setting;
  private final List<Interpreter.Passage> passages;
  private final Map<String, FittedChannels> targets = new HashMap<>();

  /** Nodes whose numbers float32 may see quite otherwise. */
  private final TreeSet<String> uncertain = new TreeSet<>();

  private RefitByHand(Graph graph, Trial trial, List<float[]> images) {
    this.graph = graph;
    this.correction = trial.correction();
    this.setting = Setting.of(graph, trial);
    Interpreter interpreter = new Interpreter(graph, setting);
    this.passages = images.stream().map(interpreter::begin).toList();
  }

  /** The graph without changes. */
  public static RefitByHand unchanged(Graph graph, List<float[]> images) {
    return unchanged(graph, images, Correction.NORMALIZATION);
  }

  /** The graph without changes, to be corrected to. */
  public static RefitByHand unchanged(Graph graph, List<float[]> images, Correction correction) {
    RefitByHand refit =
        new RefitByHand(graph, new Trial(Map.of(), images.size(), correction), images);
    refit.fit(refit);
    return refit;
  }

  /** The graph under a trial, of which this is the one without changes. */
  public RefitByHand under(Trial trial, List<float[]> images) {
    RefitByHand refit = new RefitByHand(graph, trial, images);
    refit.fit(this);
    return refit;
  }

  /** The graph as it was fitted. */
  public Interpreter interpreter() {
    return new Interpreter(graph, setting);
  }

  /** Mean and variance of a batch normalization. */
  public FittedChannels norm(String node) {
    return setting.norms().get(node);
  }

  /** Factor and shift behind a layer's products. */
  public FittedChannels affine(String layer) {
    return setting.affines().get(layer);
  }

  /** Whether what was fitted at a node can be compared. */
  public boolean isCertain(String node) {
    return !uncertain.contains(node);
  }

  private void fit(RefitByHand unchanged) {
    for (Node node : graph.nodes()) {
      if (node.inputs().stream().anyMatch(uncertain::contains)) {
        uncertain.add(node.name());
      }
      if (node instanceof BatchNormalization normalization) {
        normalize(normalization, unchanged);
      }
      passages.forEach(passage -> passage.compute(node));
      if (node instanceof Product && graph.batchNormalization(node.name()).isEmpty()) {
        targets.put(node.name(), moments(node.name()));
        if (unchanged != this) {
          restore(node, unchanged);
        }
      }
      if (passages.stream().anyMatch(passage -> passage.isTied(node.name()))) {
        uncertain.add(node.name());
      }
    }
  }

  private void normalize(BatchNormalization node, RefitByHand unchanged) {
    FittedChannels met = moments(node.input());
    targets.put(node.name(), met);
    if (correction == Correction.NORMALIZATION) {
      setting.norms().put(node.name(), met);
    } else if (unchanged != this) {
      if (!unchanged.isCertain(node.name())) {
        uncertain.add(node.name());
      }
      setting.norms().put(node.name(), shifted(node, met, unchanged.targets.get(node.name())));
    }
  }

  private static FittedChannels shifted(
      BatchNormalization node, FittedChannels from, FittedChannels to) {
    double[] means = Setting.doubles(node.norm().mean());
    double[] variances = Setting.doubles(node.norm().variance());
    Bounded mean = Bounded.zeros(ImageShape.vector(means.length));
    Bounded variance = Bounded.zeros(ImageShape.vector(means.length));
    for (int c = 0; c < means.length; c++) {
      double moved = means[c] + from.first().value(c) - to.first().value(c);
      mean.set(
          c,
          moved,
          from.first().error(c) + to.first().error(c) + Bounded.ROUNDING * Math.abs(moved));
      variance.set(c, variances[c], 0);
    }
    return new FittedChannels(mean, variance);
  }

  private void restore(Node product, RefitByHand unchanged) {
    if (!unchanged.isCertain(product.name())) {
      uncertain.add(product.name());
    }
    FittedChannels affine =
        correction == Correction.NORMALIZATION
            ? between(targets.get(product.name()), unchanged.targets.get(product.name()))
            : shift(targets.get(product.name()), unchanged.targets.get(product.name()));
    if (affine.first().isUncertain()) {
      uncertain.add(product.name());
    }
    setting.affines().put(product.name(), affine);
    passages.forEach(passage -> passage.compute(product));
  }

  /** Mean and variance of each channel of what leaves a node. */
  private FittedChannels moments(String node) {
    int channels = passages.get(0).value(node).image().channels();
    Bounded mean = Bounded.zeros(ImageShape.vector(channels));
    Bounded variance = Bounded.zeros(ImageShape.vector(channels));
    for (int c = 0; c < channels; c++) {
      double count = 0;
      double sum = 0;
      double errors = 0;
      for (Interpreter.Passage passage : passages) {
        Bounded value = passage.value(node);
        for (int i = c; i < value.size(); i += channels) {
          count++;
          sum += value.value(i);
          errors += value.error(i);
        }
      }
      double average = sum / count;
      mean.set(c, average, errors / count + Bounded.ROUNDING * Math.abs(average));
      double squares = 0;
      double errorsOfSquares = 0;
      for (Interpreter.Passage passage : passages) {
        Bounded value = passage.value(node);
        for (int i = c; i < value.size(); i += channels) {
          double deviation = Math.abs(value.value(i) - average);
          double error = value.error(i) + errors / count;
          squares += deviation * deviation;
          errorsOfSquares += (2 * deviation + error) * error;
        }
      }
      double spread = squares / count;
      variance.set(c, spread, errorsOfSquares / count + Bounded.ROUNDING * spread);
    }
    return new FittedChannels(mean, variance);
  }

  private static FittedChannels shift(FittedChannels from, FittedChannels to) {
    int channels = from.first().size();
    Bounded factor = Bounded.zeros(ImageShape.vector(channels));
    Bounded shift = Bounded.zeros(ImageShape.vector(channels));
    for (int c = 0; c < channels; c++) {
      double moved = to.first().value(c) - from.first().value(c);
      factor.set(c, 1, 0);
      shift.set(
          c,
          moved,
          to.first().error(c) + from.first().error(c) + Bounded.ROUNDING * Math.abs(moved));
    }
    return new FittedChannels(factor, shift);
  }

  private static FittedChannels between(FittedChannels from, FittedChannels to) {
    int channels = from.first().size();
    Bounded factor = Bounded.zeros(ImageShape.vector(channels));
    Bounded shift = Bounded.zeros(ImageShape.vector(channels));
    for (int c = 0; c < channels; c++) {
      double variance = from.second().value(c);
      double error = from.second().error(c);
      double wanted = to.second().value(c);
      double exact = variance > 0 ? Math.sqrt(wanted / variance) : 1;
      double errorOfFactor = Bounded.ROUNDING * exact;
      if (variance > 0 || error > 0) {
        double least = variance - 2 * error;
        errorOfFactor +=
            least > 0
                ? Math.sqrt((wanted + to.second().error(c)) / least) - exact
                : Double.POSITIVE_INFINITY;
      }
      double mean = from.first().value(c);
      double moved = to.first().value(c) - exact * mean;
      factor.set(c, exact, errorOfFactor);
      shift.set(
          c,
          moved,
          to.first().error(c)
              + exact * from.first().error(c)
              + errorOfFactor * Math.abs(mean)
              + Bounded.ROUNDING * Math.abs(moved));
    }
    return new FittedChannels(factor, shift);
  }
}
