package org.orthant.framework.run.inference;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import org.orthant.framework.run.layer.Products;
import org.orthant.framework.run.layer.Signals;

/**
 * Computes what leaves some units of one variant for one group of images, from values that are
 * there. Values that are not asked for are freed as soon as the last unit has taken them.
 */
public final class Evaluation implements AutoCloseable {
  private final Map<Integer, Signals> values = new HashMap<>();

  /**
   * Computes.
   *
   * @param known what leaves some units, by index; closed with this
   * @param image the image, asked for if it is needed; closed with this
   * @param stages how the units are computed, by index
   * @param wanted the indices of units, {@link Unit#IMAGE} among them if need be
   */
  public Evaluation(
      Network network,
      Map<Integer, Signals> known,
      Supplier<Signals> image,
      IntFunction<Stage> stages,
      Set<Integer> wanted) {
    values.putAll(known);
    Set<Integer> missing = missing(network, wanted);
    if (missing.remove(Unit.IMAGE)) {
      values.put(Unit.IMAGE, image.get());
    }
    Map<Integer, Integer> readers = new HashMap<>();
    for (int unit : missing) {
      new HashSet<>(network.units().get(unit).inputs())
          .forEach(input -> readers.merge(input, 1, Integer::sum));
    }
    try {
      for (int index : missing) {
        Unit unit = network.units().get(index);
        values.put(index, output(network, unit, stages.apply(index)));
        for (int input : new HashSet<>(unit.inputs())) {
          if (readers.merge(input, -1, Integer::sum) == 0 && !wanted.contains(input)) {
            values.remove(input).close();
          }
        }
      }
    } catch (RuntimeException | Error e) {
      close();
      throw e;
    }
  }

  private Set<Integer> missing(Network network, Set<Integer> wanted) {
    Set<Integer> missing = new TreeSet<>();
    Deque<Integer> open = new ArrayDeque<>(wanted);
    while (!open.isEmpty()) {
      int unit = open.pop();
      if (!values.containsKey(unit) && missing.add(unit) && unit != Unit.IMAGE) {
        open.addAll(network.units().get(unit).inputs());
      }
    }
    return missing;
  }

  private Signals output(Network network, Unit unit, Stage stage) {
    List<Signals> inputs = unit.inputs().stream().map(values::get).toList();
    if (stage instanceof NodeStage node) {
      return node.output(inputs, network.arithmetic());
    }
    LayerStage layer = (LayerStage) stage;
    try (Products products = layer.products(inputs.get(0))) {
      Outputs outputs = layer.outputs(products);
      outputs.forgetContinuous();
      return outputs.activated();
    }
  }

  /** Returns what leaves a unit that was asked for, or that was known. */
  public Signals value(int unit) {
    return values.get(unit);
  }

  @Override
  public void close() {
    values.values().forEach(Signals::close);
  }
}
