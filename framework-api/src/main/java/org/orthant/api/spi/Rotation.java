package org.orthant.api.spi;

import java.util.Optional;
import org.orthant.api.Seed;
import org.orthant.api.model.Isometry;
import org.orthant.api.model.LayerShape;
import org.orthant.api.model.Turn;

/** Chooses the axes along which a generalized binarization transformation quantizes. */
public non-sealed interface Rotation extends Plugin {

  /** Why this rotation cannot serve a layer; empty where it can. */
  default Optional<String> unsupported(LayerShape shape, Role role) {
    return Optional.empty();
  }

  /** About how many multiply-adds {@link #fit} takes; 0 for what is done in no time. */
  default double fitCost(LayerShape shape, Role role) {
    return 0;
  }

  /**
   * About how many multiply-adds of a matrix product take as long as rotating one vector. Unless
   * overridden it is that of a product with a matrix.
   */
  default double applyCost(LayerShape shape, Role role) {
    double dimension = role.dimension(shape);
    return dimension * dimension;
  }

  /** Returns what the rotation costs to keep and to apply; empty where nobody wrote it down. */
  default Optional<Turn> turn(LayerShape shape, Role role) {
    return Optional.empty();
  }

  /** Chooses the rotation. Equal arguments give an equal one. */
  Isometry fit(Sample sample, Seed seed);
}
