package org.orthant.datasets.own;

import java.util.Optional;
import org.orthant.api.BadInputException;

/** How many classes labels speak of. */
public final class Classes {
  /** A label beyond this is taken for something else than a class. */
  public static final int MOST = 1 << 20;

  private Classes() {}

  /**
   * The number of classes.
   *
   * @param name of what has the labels, for messages
   * @param largest label
   * @param said by the configuration, if it says it
   * @throws BadInputException if that is fewer than two
   */
  public static int count(String name, int largest, Optional<Integer> said) {
    int classes = said.orElse(largest + 1);
    if (classes < 2) {
      throw Refusal.of(name, "all labels are 0, and a dataset has two classes at least");
    }
    return classes;
  }
}
