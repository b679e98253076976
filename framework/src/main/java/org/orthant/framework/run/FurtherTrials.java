package org.orthant.framework.run;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.orthant.api.measure.Trial;
import org.orthant.framework.plan.Plan;
import org.orthant.framework.plan.PlannedProbe;
import org.orthant.framework.run.refit.TrialFormat;

/**
 * Trials that probes ask for when they have seen some.
 *
 * @param round how often probes were asked, from 1; 0 where they were not
 * @param byProbe the trials by the probes' ids
 */
record FurtherTrials(int round, Map<String, List<Trial>> byProbe) {
  FurtherTrials {
    byProbe = new LinkedHashMap<>(byProbe);
  }

  /** Those of a plan. */
  static FurtherTrials in(Plan plan) {
    Map<String, List<Trial>> byProbe = new LinkedHashMap<>();
    if (plan.round() > 0) {
      for (PlannedProbe probe : plan.probes()) {
        byProbe.put(probe.id(), probe.trials());
      }
    }
    return new FurtherTrials(plan.round(), byProbe);
  }

  /** Returns what to measure of a plan now. */
  Plan of(Plan plan) {
    return round == 0 ? plan : plan.round(round, byProbe);
  }

  void write(DataOutput out) throws IOException {
    out.writeInt(round);
    out.writeInt(byProbe.size());
    for (Map.Entry<String, List<Trial>> probe : byProbe.entrySet()) {
      out.writeUTF(probe.getKey());
      out.writeInt(probe.getValue().size());
      for (Trial trial : probe.getValue()) {
        TrialFormat.write(trial, out);
      }
    }
  }

  /**
   * Reads them.
   *
   * @throws IllegalArgumentException if a trial is none
   */
  static FurtherTrials read(DataInput in) throws IOException {
    int round = in.readInt();
    Map<String, List<Trial>> byProbe = new LinkedHashMap<>();
    int probes = in.readInt();
    for (int i = 0; i < probes; i++) {
      String probe = in.readUTF();
      List<Trial> trials = new ArrayList<>();
      int count = in.readInt();
      for (int j = 0; j < count; j++) {
        trials.add(TrialFormat.read(in));
      }
      byProbe.put(probe, trials);
    }
    return new FurtherTrials(round, byProbe);
  }
}
