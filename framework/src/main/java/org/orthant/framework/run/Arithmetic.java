package org.orthant.framework.run;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.orthant.api.BadInputException;
import org.orthant.kernels.xnor.XnorVariant;

/** In what the network is computed. */
enum Arithmetic {
  /** Bits wherever nothing but signs meet, numbers elsewhere. */
  BITS,

  /** Numbers throughout: slower, and what bits are held to. */
  FLOATS;

  private static final String PROPERTY = "orthant.arithmetic";

  /** What the system property says, {@code bits} without it. */
  static Arithmetic chosen() {
    String name = System.getProperty(PROPERTY, BITS.toString());
    return Arrays.stream(values())
        .filter(value -> value.toString().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new BadInputException(
                    "%s: no arithmetic %s; there are %s"
                        .formatted(
                            PROPERTY,
                            name,
                            Arrays.stream(values())
                                .map(Arithmetic::toString)
                                .collect(Collectors.joining(", ")))));
  }

  /**
   * What it is and how it is done here, such as {@code bits, xnor four-by-four}.
   *
   * @throws BadInputException if a system property asks for an xnor product that there is none of
   */
  String description() {
    try {
      return this == BITS ? "bits, xnor " + XnorVariant.chosen() : toString();
    } catch (IllegalArgumentException e) {
      throw new BadInputException(e.getMessage(), e);
    }
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
