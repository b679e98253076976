package org.orthant.framework.run.inference;

import java.util.function.IntFunction;
import org.orthant.framework.run.layer.Products;

/** What one group of images has passed under one variant. */
public final class Path {
  private final Network network;
  private final Variant variant;
  private final IntFunction<Value> values;
  private final IntFunction<Products> products;

  /**
   * @param values by the unit's index, {@link Unit#IMAGE} among them
   * @param products of the units with a layer, by index
   */
  Path(
      Network network, Variant variant, IntFunction<Value> values, IntFunction<Products> products) {
    this.network = network;
    this.variant = variant;
    this.values = values;
    this.products = products;
  }

  Network network() {
    return network;
  }

  Variant variant() {
    return variant;
  }

  Value value(int unit) {
    return values.apply(unit);
  }

  Products products(LayerUnit unit) {
    return products.apply(unit.index());
  }
}
