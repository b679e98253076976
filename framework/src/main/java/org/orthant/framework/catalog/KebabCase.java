package org.orthant.framework.catalog;

import java.util.Locale;

/** Java's names as a configuration writes them. */
final class KebabCase {
  private KebabCase() {}

  /** {@code learningRate} as {@code learning-rate}. */
  static String ofComponent(String name) {
    return name.replaceAll("([a-z0-9])([A-Z])", "$1-$2").toLowerCase(Locale.ROOT);
  }

  /** {@code BLOCK_HADAMARD} as {@code block-hadamard}. */
  static String ofConstant(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
