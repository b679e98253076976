package org.orthant.testkit;

import java.nio.file.Path;
import java.util.List;
import org.orthant.framework.catalog.ScalarType;

/** Values that a configuration can write and hardly any parameter expects. */
final class Extremes {
  private Extremes() {}

  static List<Object> of(ScalarType type) {
    return switch (type) {
      case INT -> List.of(Integer.MIN_VALUE, -1, 0, 1, Integer.MAX_VALUE);
      case LONG -> List.of(Long.MIN_VALUE, -1L, 0L, 1L, Long.MAX_VALUE);
      case DOUBLE -> List.of(-Double.MAX_VALUE, -1.0, 0.0, Double.MIN_VALUE, Double.MAX_VALUE);
      case BOOLEAN -> List.of(false, true);
      case STRING -> List.of("", " ", "\t");
      case PATH -> List.of(Path.of(""));
    };
  }
}
