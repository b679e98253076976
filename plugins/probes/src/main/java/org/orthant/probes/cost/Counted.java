package org.orthant.probes.cost;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import org.orthant.api.finding.Finding;
import org.orthant.api.finding.Subject;
import org.orthant.api.measure.Change;
import org.orthant.api.measure.Inputs;
import org.orthant.api.measure.Inventory;
import org.orthant.api.measure.Weights;
import org.orthant.api.model.Storage;

/**
 * What layers cost under a change.
 *
 * @param memory of their weights; empty where it is not known
 * @param multiplyAdds of one image; empty where it is not known
 */
public record Counted(Optional<Memory> memory, Optional<MultiplyAdds> multiplyAdds) {
  private static final Counted NOTHING =
      new Counted(Optional.of(new Memory(0)), Optional.of(MultiplyAdds.NONE));

  /** A layer. */
  public static Counted of(Inventory.Item item, Change change) {
    Optional<Storage> weights = weights(item, change.weights());
    Optional<Storage> inputs = inputs(item, change.inputs());
    return new Counted(
        weights.map(storage -> Memory.of(item.shape(), storage)),
        weights.flatMap(
            storage -> inputs.map(entering -> MultiplyAdds.of(item.shape(), storage, entering))));
  }

  /** A network with that change in some of its layers. */
  static Counted of(Inventory inventory, Set<String> changed, Change change) {
    Counted sum = NOTHING;
    for (Inventory.Item item : inventory.items()) {
      sum = sum.and(of(item, changed.contains(item.shape().name()) ? change : Change.NONE));
    }
    Memory beside = Memory.ofFloats(inventory.beside());
    return new Counted(sum.memory.map(beside::and), sum.multiplyAdds);
  }

  private Counted and(Counted other) {
    return new Counted(
        memory.flatMap(mine -> other.memory.map(mine::and)),
        multiplyAdds.flatMap(mine -> other.multiplyAdds.map(mine::and)));
  }

  private static Optional<Storage> weights(Inventory.Item item, Weights weights) {
    return switch (weights.kind()) {
      case TRAINED -> item.weights();
      case CONTINUOUS -> Optional.of(Storage.floats());
      case QUANTIZED ->
          Optional.ofNullable(item.quantizers().get(weights.quantizer().orElseThrow()));
    };
  }

  private static Optional<Storage> inputs(Inventory.Item item, Inputs inputs) {
    return inputs.quantizer().isEmpty()
        ? item.inputs()
        : Optional.ofNullable(item.entering().get(inputs.quantizer().get()));
  }

  /** Returns what of it is known, as findings. */
  List<Finding> findings(Subject subject) {
    List<Finding> findings = new ArrayList<>();
    memory.ifPresent(kept -> findings.add(exact(subject, "kilobytes", kept.kilobytes())));
    for (Map.Entry<Storage.Kind, Long> entry :
        multiplyAdds.map(MultiplyAdds::counts).orElse(Map.of()).entrySet()) {
      findings.add(exact(subject, MultiplyAdds.metric(entry.getKey()), entry.getValue()));
    }
    return findings;
  }

  /** A number that rests on no observations. */
  public static Finding exact(Subject subject, String metric, double value) {
    return new Finding.Scalar(
        subject,
        metric,
        value,
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        OptionalLong.empty());
  }
}
