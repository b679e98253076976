package org.orthant.framework.run.inference;

import org.orthant.framework.run.layer.Products;

/** A layer and what enters it, which several stages and variants may share. */
final class Meeting extends Counted {
  private final Products products;
  private final Value input;

  /** Holds the input. */
  Meeting(Products products, Value input) {
    this.products = products;
    this.input = input;
    input.hold();
  }

  Products products() {
    return products;
  }

  @Override
  void free() {
    products.close();
    input.release();
  }
}
