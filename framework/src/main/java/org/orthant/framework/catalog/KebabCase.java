package org.orthant.framework.catalog;

import java.util.Locale;
import org.orthant.api.Id;

/** Java's names as a configuration writes them. */
final class KebabCase {
  private KebabCase() {}

  /** {@code learningRate} as {@code learning-rate}. */
  static String ofComponent(String name) {
    return name.replaceAll("([a-z0-9])([A-Z])", "$1-$2").toLowerCase(Locale.ROOT);
  }

  /** {@code BLOCK_HADAMARD} as {@code block-hadamard}, unless {@link Id} says another name. */
  static String ofConstant(Enum<?> constant) {
    try {
      Id id = constant.getDeclaringClass().getField(constant.name()).getAnnotation(Id.class);
      return id == null ? constant.name().toLowerCase(Locale.ROOT).replace('_', '-') : id.value();
    } catch (NoSuchFieldException e) {
      throw new IllegalStateException("every constant of an enum is a field of it", e);
    }
  }
}
