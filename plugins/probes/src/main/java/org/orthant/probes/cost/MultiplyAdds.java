package org.orthant.probes.cost;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.orthant.api.model.LayerShape;
import org.orthant.api.model.Storage;

/**
 * How many multiply-adds one image takes, by the kind of their numbers; kinds without any are left
 * out.
 */
public record MultiplyAdds(Map<Storage.Kind, Long> counts) {
  static final MultiplyAdds NONE = new MultiplyAdds(Map.of());

  public MultiplyAdds {
    counts = new TreeMap<>(counts);
  }

  /** Of a layer: what is multiplied in products, and what rotates the inputs first. */
  public static MultiplyAdds of(LayerShape shape, Storage weights, Storage inputs) {
    long products = Math.multiplyExact(shape.products(), (long) weights.terms() * inputs.terms());
    if (weights.rotation().isEmpty()) {
      return NONE.and(weights.kind().with(inputs.kind()), products);
    }
    return NONE.and(Storage.Kind.FLOAT, products)
        .and(Storage.Kind.FLOAT, weights.rotation().getAsLong());
  }

  private MultiplyAdds and(Storage.Kind kind, long count) {
    Map<Storage.Kind, Long> sums = new TreeMap<>(counts);
    if (count > 0) {
      sums.merge(kind, count, Math::addExact);
    }
    return new MultiplyAdds(sums);
  }

  MultiplyAdds and(MultiplyAdds other) {
    MultiplyAdds sum = this;
    for (Map.Entry<Storage.Kind, Long> entry : other.counts.entrySet()) {
      sum = sum.and(entry.getKey(), entry.getValue());
    }
    return sum;
  }

  /** Returns what findings call the count of a kind. */
  static String metric(Storage.Kind kind) {
    return "multiply-adds-"
        + (kind == Storage.Kind.SIGN ? "xnor" : kind.name().toLowerCase(Locale.ROOT));
  }
}
