package org.orthant.framework.sweep;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.orthant.framework.config.ConfigException;
import org.orthant.framework.config.Problem;
import org.orthant.framework.config.Sweep;
import org.orthant.framework.config.SweepPart;
import org.orthant.framework.plan.Plan;
import org.orthant.framework.plan.Planner;

/**
 * What all parts of a sweep will measure.
 *
 * @param plans one for each part, in their order
 */
public record SweepPlan(Sweep sweep, List<Plan> plans) {
  public SweepPlan {
    plans = List.copyOf(plans);
  }

  /**
   * Plans every part before any of them starts.
   *
   * @throws ConfigException with the problems of all parts, without repeats
   */
  public static SweepPlan of(Sweep sweep, Planner planner) {
    Set<Problem> problems = new LinkedHashSet<>();
    List<Plan> plans = new ArrayList<>();
    for (SweepPart part : sweep.parts()) {
      try {
        plans.add(planner.plan(part.spec()));
      } catch (ConfigException e) {
        problems.addAll(e.problems());
      }
    }
    if (!problems.isEmpty()) {
      throw new ConfigException(List.copyOf(problems));
    }
    return new SweepPlan(sweep, plans);
  }
}
