package org.orthant.probes.advice;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.orthant.api.Doc;
import org.orthant.api.InvalidParameterException;

/** What advised networks must keep to; each value is a budget of its own. */
public record Budgets(
    @Doc("How many bits per weight at most, with all that is kept beside weights")
        Optional<List<Double>> bitsPerWeight,
    @Doc("Which part of the cost of the network in full precision at most, from 0 to 1")
        Optional<List<Double>> relativeCost,
    @Doc("How much accuracy may be lost beside the network as it is, from 0 to 1")
        Optional<List<Double>> maxAccuracyDrop) {

  /** Smaller ones are none, and their names would be long. */
  private static final double LEAST = 0.001;

  /** No weight takes more. */
  private static final int MOST_BITS = 1000;

  /** None. */
  public Budgets() {
    this(Optional.empty(), Optional.empty(), Optional.empty());
  }

  public Budgets {
    bitsPerWeight = bitsPerWeight.map(List::copyOf);
    relativeCost = relativeCost.map(List::copyOf);
    maxAccuracyDrop = maxAccuracyDrop.map(List::copyOf);
    require("bitsPerWeight", bitsPerWeight, MOST_BITS);
    require("relativeCost", relativeCost, 1);
    require("maxAccuracyDrop", maxAccuracyDrop, 1);
  }

  private static void require(String name, Optional<List<Double>> limits, int most) {
    for (double limit : limits.orElse(List.of())) {
      InvalidParameterException.unless(
          limit == 0 || (limit >= LEAST && limit <= most),
          name,
          "must be 0, or at least " + LEAST + " and at most " + most,
          limit);
    }
  }

  /** All of them, without repeats. */
  List<Budget> all() {
    List<Budget> all = new ArrayList<>();
    add(all, Budget.Kind.BITS_PER_WEIGHT, bitsPerWeight);
    add(all, Budget.Kind.RELATIVE_COST, relativeCost);
    add(all, Budget.Kind.MAX_ACCURACY_DROP, maxAccuracyDrop);
    return all.stream().distinct().toList();
  }

  private static void add(List<Budget> all, Budget.Kind kind, Optional<List<Double>> limits) {
    limits.orElse(List.of()).forEach(limit -> all.add(new Budget(kind, limit)));
  }
}
