package org.orthant.framework.pace;

import static java.util.stream.Collectors.joining;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;

/** How long plans take together, as far as past runs tell. */
public final class PlannedTime {
  private final Rates rates;
  private final Map<Work, Double> seconds = new EnumMap<>(Work.class);
  private final Set<Work> unknown = EnumSet.noneOf(Work.class);

  public PlannedTime(Rates rates) {
    this.rates = rates;
  }

  /**
   * Adds a plan.
   *
   * @param trains whether no other plan trains the same network
   */
  public void add(Workload workload, boolean trains) {
    for (Work work : workload.amounts().keySet()) {
      if (trains || work != Work.TRAINING) {
        OptionalDouble each = rates.seconds(workload, work);
        each.ifPresent(known -> seconds.merge(work, known, Double::sum));
        if (each.isEmpty()) {
          unknown.add(work);
        }
      }
    }
  }

  @Override
  public String toString() {
    String lacking = unknown.stream().map(Work::task).collect(joining(", "));
    if (seconds.isEmpty()) {
      return unknown.isEmpty()
          ? "next to none"
          : "not known; no run with this kind of network has been measured on this machine";
    }
    String parts =
        seconds.entrySet().stream()
            .map(each -> each.getKey().task() + " " + TimeText.of(each.getValue()))
            .collect(joining(", "));
    double all = seconds.values().stream().mapToDouble(Double::doubleValue).sum();
    return "about "
        + TimeText.of(all)
        + " as past runs went here: "
        + parts
        + (lacking.isEmpty() ? "" : "; not known: " + lacking);
  }
}
