package org.orthant.framework.run.refit;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.orthant.api.graph.Node;
import org.orthant.api.measure.Activations;
import org.orthant.api.measure.Change;
import org.orthant.api.measure.Inputs;
import org.orthant.api.measure.Trial;
import org.orthant.api.measure.Weights;
import org.orthant.framework.run.inference.Alteration;
import org.orthant.framework.run.inference.LayerUnit;
import org.orthant.framework.run.inference.Network;
import org.orthant.framework.run.inference.Unit;

/** What a trial's changes to layers mean for the units of a network. */
final class Alterations {
  private Alterations() {}

  /** The trial without changes that change nothing, such as to the trained weights. */
  static Trial canonical(Network network, Trial trial) {
    Map<String, Change> changes = new HashMap<>();
    for (LayerUnit unit : network.layers()) {
      String name = unit.layer().name();
      Change change = trial.change(name);
      Change canonical =
          new Change(
              unit.layer().canonical(change.weights()),
              network.graph().activation(name).isPresent()
                  ? change.activations()
                  : Activations.TRAINED,
              change.inputs());
      if (!canonical.equals(Change.NONE)) {
        changes.put(name, canonical);
      }
    }
    return new Trial(changes, trial.refit(), trial.correction());
  }

  /** Returns how a unit is computed under a trial, with its batch normalization as trained. */
  static Alteration of(Network network, Unit unit, Trial trial) {
    Alteration none = Alteration.none(unit);
    Change change =
        unit instanceof LayerUnit layer ? trial.change(layer.layer().name()) : Change.NONE;
    return new Alteration(
        change.weights(),
        activations(network, unit, trial),
        change.inputs(),
        none.norm(),
        Optional.empty());
  }

  private static Activations activations(Network network, Unit unit, Trial trial) {
    for (Map.Entry<String, Change> change : trial.changes().entrySet()) {
      Optional<Node> activation = network.graph().activation(change.getKey());
      if (activation.isPresent() && network.unitOf(activation.get().name()) == unit.index()) {
        return change.getValue().activations();
      }
    }
    return Activations.TRAINED;
  }

  /** Whether a trial computes a unit in another way than the network as trained. */
  static boolean changes(Network network, Unit unit, Trial trial) {
    Alteration alteration = of(network, unit, trial);
    return !alteration.weights().equals(Weights.TRAINED)
        || alteration.activations() != Activations.TRAINED
        || !alteration.inputs().equals(Inputs.TRAINED);
  }
}
