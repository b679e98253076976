package org.orthant.framework.run.guard;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.function.Supplier;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Rows that plugins are shown one after the other: a copy, so that none can change the rows
 * themselves. The copy is made when a plugin asks for it, and it is found out who changes it.
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
   * @param call is given what hands out the rows as long as the call lasts
   * @param failed makes an exception of what the call did to the rows, such as "changed, first at
   *     [0, 0],"
   */
  public synchronized <T> T during(
      Function<Supplier<INDArray>, T> call, Function<String, ? extends RuntimeException> failed) {
    Loan loan = new Loan();
    T answer = call.apply(loan);
    loan.isOver = true;
    Optional<String> change = loan.taken.flatMap(this::change);
    if (change.isPresent()) {
      throw failed.apply(change.get());
    }
    return answer;
  }

  /** What one call is shown. */
  private final class Loan implements Supplier<INDArray> {
    private Optional<INDArray> taken = Optional.empty();
    private boolean isOver;

    @Override
    public INDArray get() {
      if (isOver) {
        throw new IllegalStateException("the rows are shown during the call only");
      }
      if (taken.isEmpty()) {
        // Whoever was shown it before may have kept it and changed it since.
        copy = copy.filter(kept -> change(kept).isEmpty()).or(() -> Optional.of(rows.dup('c')));
        taken = copy;
      }
      return taken.get();
    }
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
