package org.orthant.framework.run.refit;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.orthant.api.measure.Activations;
import org.orthant.api.measure.Change;
import org.orthant.api.measure.Correction;
import org.orthant.api.measure.Inputs;
import org.orthant.api.measure.Trial;
import org.orthant.api.measure.Weights;

/** How trials are written: equal ones as the same bytes. */
public final class TrialFormat {
  private TrialFormat() {}

  public static void write(Trial trial, DataOutput out) throws IOException {
    out.writeInt(trial.refit());
    out.writeUTF(trial.correction().name());
    out.writeInt(trial.changes().size());
    for (Map.Entry<String, Change> change : new TreeMap<>(trial.changes()).entrySet()) {
      out.writeUTF(change.getKey());
      write(change.getValue(), out);
    }
  }

  private static void write(Change change, DataOutput out) throws IOException {
    out.writeUTF(change.weights().kind().name());
    write(change.weights().quantizer(), out);
    out.writeUTF(change.activations().name());
    write(change.inputs().quantizer(), out);
    out.writeUTF(change.inputs().calibration().name());
  }

  private static void write(Optional<String> name, DataOutput out) throws IOException {
    out.writeBoolean(name.isPresent());
    if (name.isPresent()) {
      out.writeUTF(name.get());
    }
  }

  /**
   * Reads one.
   *
   * @throws IllegalArgumentException if it is none
   */
  public static Trial read(DataInput in) throws IOException {
    int refit = in.readInt();
    Correction correction = Correction.valueOf(in.readUTF());
    int count = in.readInt();
    Map<String, Change> changes = new HashMap<>();
    for (int i = 0; i < count; i++) {
      changes.put(in.readUTF(), change(in));
    }
    return new Trial(changes, refit, correction);
  }

  private static Change change(DataInput in) throws IOException {
    Weights.Kind kind = Weights.Kind.valueOf(in.readUTF());
    Weights weights = new Weights(kind, name(in));
    Activations activations = Activations.valueOf(in.readUTF());
    Optional<String> quantizer = name(in);
    return new Change(
        weights, activations, new Inputs(quantizer, Inputs.Calibration.valueOf(in.readUTF())));
  }

  private static Optional<String> name(DataInput in) throws IOException {
    return in.readBoolean() ? Optional.of(in.readUTF()) : Optional.empty();
  }
}
