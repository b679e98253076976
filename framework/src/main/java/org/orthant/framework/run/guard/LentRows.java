package org.orthant.framework.run.guard;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Rows that plugins are shown one after the other: a copy, so that none can change the rows
 * themselves. It is found out who changes the copy.
 */
public final class LentRows implements AutoCloseable {
  private final INDArray rows;
  private Optional<INDArray> copy = Optional.empty();

  /**
   * @param rows float32
   */
  public LentRows(INDArray rows) {
    this.rows = rows;
  }

  /**
   * Shows the rows to a call; one call at a time.
   *
   * @param failed makes an exception of what the call did to the rows, such as "changed, first at
   *     [0, 0],"
   */
  public synchronized <T> T during(
      Function<INDArray, T> call, Function<String, ? extends RuntimeException> failed) {
    // Whoever was shown it before may have kept it and changed it since.
    INDArray lent = copy.filter(kept -> change(kept).isEmpty()).orElseGet(() -> rows.dup('c'));
    copy = Optional.of(lent);
    T answer = call.apply(lent);
    Optional<String> change = change(lent);
    if (change.isPresent()) {
      throw failed.apply(change.get());
    }
    return answer;
  }

  /** Forgets the copy; the next call is shown another. */
  @Override
  public synchronized void close() {
    copy.filter(kept -> !kept.wasClosed()).ifPresent(INDArray::close);
    copy = Optional.empty();
  }

  private Optional<String> change(INDArray lent) {
    if (lent.wasClosed()) {
      return Optional.of("closed");
    }
    OptionalInt first = Numbers.firstDifference(rows, lent);
    return first.isEmpty()
        ? Optional.empty()
        : Optional.of(
            String.format(
                Locale.ROOT, "changed, first at %s,", Numbers.index(first.getAsInt(), rows)));
  }
}
