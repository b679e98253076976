package org.orthant.framework.run.lending;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.function.Function;

/**
 * Shows arrays to probes during one piece of work. They share the arrays, since copies would take
 * longer than the measuring. If somebody changes one, all that came of it is thrown away, and the
 * work is done once more with copies for each call: then others see what they should, and whoever
 * changes something is named.
 */
public final class Exhibition {
  private final boolean copied;
  private final Map<ShownLayer, ShownWeights> weights = new HashMap<>();

  /**
   * @param copied whether each call sees copies of its own
   */
  public Exhibition(boolean copied) {
    this.copied = copied;
  }

  /**
   * Does a piece of work.
   *
   * @param copied whether to show copies from the first
   * @param work shows by the exhibition it is given; where it throws, it is done again
   */
  public static <T> T during(boolean copied, Function<Exhibition, T> work) {
    if (!copied) {
      Exhibition shared = new Exhibition(false);
      try {
        T result = work.apply(shared);
        if (shared.weights.values().stream().allMatch(ShownWeights::areIntact)) {
          return result;
        }
      } catch (CancellationException e) {
        throw e;
      } catch (RuntimeException e) {
        // It may come of what somebody changed or closed; if not, it comes again.
      }
      shared.weights.forEach(ShownLayer::replaceIfChanged);
    }
    return work.apply(new Exhibition(true));
  }

  /** Whether each call sees copies of its own. */
  boolean isCopied() {
    return copied;
  }

  /** A layer's weights; the same during the whole work. */
  ShownWeights weights(ShownLayer layer) {
    return weights.computeIfAbsent(layer, ShownLayer::shared);
  }

  /** Ends a piece of work because somebody changed an array that others see. */
  public static final class ChangedException extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }
}
