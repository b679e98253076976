package org.orthant.framework.pace;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongToDoubleFunction;
import org.orthant.framework.plan.Cost;
import org.orthant.framework.plan.Plan;
import org.orthant.framework.plan.PlannedLayer;

/**
 * What a plan asks for.
 *
 * @param network what kind of network it is; rates of one kind say little about another
 */
public record Workload(String network, Map<Work, Amount> amounts) {

  /**
   * Of one kind of work.
   *
   * @param products in multiply-adds
   * @param behind the part of them, from 0 to 1, that is behind after so many of the task's steps
   */
  public record Amount(double products, LongToDoubleFunction behind) {}

  /** That of a plan; kinds of work that it does not ask for are missing. */
  public static Workload of(Plan plan) {
    Cost cost = Cost.of(plan);
    Map<Work, Amount> amounts = new EnumMap<>(Work.class);
    put(amounts, Work.TRAINING, cost.trainingProducts(), step -> Double.NaN);
    put(amounts, Work.REFIT, cost.refitProducts(), step -> Double.NaN);
    put(amounts, Work.WEIGHTS, cost.fitProducts() + cost.weightProducts(), byLayer(plan));
    put(
        amounts,
        Work.IMAGES,
        images(cost),
        images -> images(Cost.of(plan, (int) images)) / images(cost));
    return new Workload(plan.spec().network().name(), amounts);
  }

  private static double images(Cost cost) {
    return cost.inferenceProducts() + cost.probeProducts();
  }

  private static LongToDoubleFunction byLayer(Plan plan) {
    List<Double> behind = new ArrayList<>(List.of(0.0));
    for (PlannedLayer layer : plan.layers()) {
      behind.add(behind.get(behind.size() - 1) + layer.fitCost() + layer.applyCost());
    }
    double all = behind.get(behind.size() - 1);
    return layers -> behind.get((int) Math.min(layers, behind.size() - 1)) / all;
  }

  private static void put(
      Map<Work, Amount> amounts, Work work, double products, LongToDoubleFunction behind) {
    if (products > 0) {
      amounts.put(work, new Amount(products, behind));
    }
  }

  /** Under which name the rate of a kind of work is kept. */
  String key(Work work) {
    return network + "/" + work.task();
  }
}
