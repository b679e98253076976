package org.orthant.framework.run.local;

import java.util.List;
import java.util.function.Consumer;
import org.orthant.api.Doc;
import org.orthant.api.Id;
import org.orthant.api.InvalidParameterException;
import org.orthant.api.spi.Executor;
import org.orthant.api.work.Work;

/** Measures groups on the cores of this machine. */
@Id("local")
@Doc("Measures on the cores of this machine")
public record LocalExecutor(@Doc("threads; 0 for one per core") int threads) implements Executor {

  public LocalExecutor() {
    this(0);
  }

  public LocalExecutor {
    InvalidParameterException.unless(
        threads >= 0 && threads <= 1024, "threads", "must lie in 0 … 1024", threads);
  }

  @Override
  public <T> void execute(Work<T> work, Consumer<T> fold) {
    List<Integer> pieces = work.pieces();
    new LocalThreads(threads)
        .execute(pieces.size(), index -> work.perform(pieces.get(index)), fold);
  }
}
