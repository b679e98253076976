package org.orthant.kernels.xnor;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The ways to compute an xnor product. They give the same counts; which is fastest depends on the
 * processor and on what the compiler of the virtual machine makes of their loops, so it is found by
 * trying, once.
 */
public enum XnorVariant {
  SCALAR,
  ONE_BY_FOUR,
  FOUR_BY_FOUR,
  CARRY_SAVE;

  /** The system property that names a variant, such as {@code four-by-four}. */
  public static final String PROPERTY = "orthant.xnor";

  /** Returns what computes it; it has no state. */
  public XnorProduct product() {
    return switch (this) {
      case SCALAR -> new ScalarXnor();
      case ONE_BY_FOUR -> new OneByFourXnor();
      case FOUR_BY_FOUR -> new FourByFourXnor();
      case CARRY_SAVE -> new CarrySaveXnor();
    };
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * The variant that {@value #PROPERTY} names; without it the fastest, which the first call takes
   * about a second to find.
   *
   * @throws IllegalArgumentException if there is no variant of that name
   */
  public static XnorVariant chosen() {
    return named().orElseGet(() -> FastestVariant.FOUND);
  }

  /**
   * The variant that {@value #PROPERTY} names; empty where nothing does.
   *
   * @throws IllegalArgumentException if there is no variant of that name
   */
  public static Optional<XnorVariant> named() {
    return Optional.ofNullable(System.getProperty(PROPERTY)).map(XnorVariant::named);
  }

  private static XnorVariant named(String name) {
    return Arrays.stream(values())
        .filter(variant -> variant.toString().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    String.format(
                        Locale.ROOT,
                        "%s: no variant %s; there are %s",
                        PROPERTY,
                        name,
                        Arrays.stream(values())
                            .map(XnorVariant::toString)
                            .collect(Collectors.joining(", ")))));
  }
}
