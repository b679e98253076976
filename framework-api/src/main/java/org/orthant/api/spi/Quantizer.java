package org.orthant.api.spi;

import java.util.Optional;
import org.orthant.api.Seed;
import org.orthant.api.model.LayerShape;
import org.orthant.api.model.Storage;
import org.orthant.api.model.VectorMap;

/** Replaces vectors by ones that take fewer bits. */
public non-sealed interface Quantizer extends Plugin {

  /** Why this quantizer cannot serve a layer; empty where it can. */
  default Optional<String> unsupported(LayerShape shape, Role role) {
    return Optional.empty();
  }

  /** About how many multiply-adds {@link #fit} takes; 0 for what is done in no time. */
  default double fitCost(LayerShape shape, Role role) {
    return 0;
  }

  /**
   * About how many multiply-adds of a matrix product take as long as mapping one vector. Unless
   * overridden it is that of a map number by number.
   */
  default double applyCost(LayerShape shape, Role role) {
    return 20.0 * role.dimension(shape);
  }

  /**
   * Returns how the vectors are kept that the fitted map gives, scales and the like counted; empty
   * where nobody wrote it down, and then no memory is reported.
   */
  default Optional<Storage> storage(LayerShape shape, Role role) {
    return Optional.empty();
  }

  /**
   * Fixes what stays fixed, such as a rotation or an activation range. Equal arguments give an
   * equal map.
   */
  VectorMap fit(Sample sample, Seed seed);
}
