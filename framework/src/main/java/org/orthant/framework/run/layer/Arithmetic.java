package org.orthant.framework.run.layer;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.orthant.api.BadInputException;
import org.orthant.kernels.xnor.XnorVariant;

/** In what the network is computed. */
public enum Arithmetic {
  /** Bits wherever nothing but signs meet, numbers elsewhere. */
  BITS,

  /** Numbers throughout: slower, and what bits are held to. */
  FLOATS;

  private static final String PROPERTY = "orthant.arithmetic";

  /**
   * Returns what the system property says, {@code bits} without it.
   *
   * @throws BadInputException if it, or the one that names an xnor product, names none
   */
  public static Arithmetic chosen() {
    requireXnor();
    String name = System.getProperty(PROPERTY, BITS.toString());
    return Arrays.stream(values())
        .filter(value -> value.toString().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new BadInputException(
                    String.format(
                        Locale.ROOT,
                        "%s: no arithmetic %s; there are %s",
                        PROPERTY,
                        name,
                        Arrays.stream(values())
                            .map(Arithmetic::toString)
                            .collect(Collectors.joining(", ")))));
  }

  private static void requireXnor() {
    try {
      XnorVariant.named();
    } catch (IllegalArgumentException e) {
      throw new BadInputException(e.getMessage(), e);
    }
  }

  /** Returns what it is and how it is done here, such as {@code bits, xnor four-by-four}. */
  public String description() {
    return this == BITS ? "bits, xnor " + XnorVariant.chosen() : toString();
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
