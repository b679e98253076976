package org.orthant.probes.advice;

import java.util.Map;
import org.orthant.api.Doc;
import org.orthant.api.InvalidParameterException;
import org.orthant.api.model.Storage;

/**
 * What a multiply-add costs. Unless told otherwise, as much of a 64-bit word of a processor as it
 * takes: two float32 fill one, 8 whole numbers of 8 bits, 64 signs, 32 ternary numbers in two bits.
 */
public record Rates(
    @Doc("Of two signs") double xnor,
    @Doc("Of ternary numbers") double ternary,
    @Doc("Of whole numbers") double integer,
    @Doc("In floating point") double floating) {

  public Rates() {
    this(1.0 / 32, 1.0 / 16, 1.0 / 4, 1);
  }

  public Rates {
    require("xnor", xnor);
    require("ternary", ternary);
    require("integer", integer);
    require("floating", floating);
    InvalidParameterException.unless(floating > 0, "floating", "must be above 0", floating);
  }

  private static void require(String name, double rate) {
    InvalidParameterException.unless(
        rate >= 0 && Double.isFinite(rate), name, "must be at least 0", rate);
  }

  double of(Map<Storage.Kind, Long> counts) {
    return counts.entrySet().stream()
        .mapToDouble(count -> of(count.getKey()) * count.getValue())
        .sum();
  }

  private double of(Storage.Kind kind) {
    return switch (kind) {
      case SIGN -> xnor;
      case TERNARY -> ternary;
      case INTEGER -> integer;
      case FLOAT -> floating;
    };
  }
}
