package org.orthant.framework.run.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.orthant.api.InvalidParameterException;
import org.orthant.api.work.Work;

class LocalExecutorTest {

  @Test
  void performsThePiecesThatAreAskedFor() {
    List<String> folded = new ArrayList<>();
    new LocalExecutor(2).execute(new Squares(List.of(3, 5, 11)), folded::add);
    assertThat(folded).containsExactly("9", "25", "121");
  }

  private record Squares(List<Integer> pieces) implements Work<String> {
    @Override
    public String perform(int piece) {
      return String.valueOf(piece * piece);
    }

    @Override
    public byte[] job() {
      throw new AssertionError("no other process takes part");
    }

    @Override
    public String read(int piece, byte[] performed) {
      throw new AssertionError("no other process takes part");
    }
  }

  @Test
  void negativeThreadsAreRefused() {
    assertThatThrownBy(() -> new LocalExecutor(-1))
        .isInstanceOf(InvalidParameterException.class)
        .hasMessage("must lie in 0 … 1024, but is -1");
  }
}
