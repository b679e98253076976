package org.orthant.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class SessionTest {
  private final ByteArrayOutputStream progress = new ByteArrayOutputStream();
  private final Session session =
      new Session(new PrintStream(progress, true, StandardCharsets.UTF_8));

  @Test
  void aPartThatFailsIsNamedWithItsOutputAndTheOthersGoOn() {
    assertThat(
            session.<Integer>measure(
                "first",
                () -> {
                  throw new FailedException("exit code 3", List.of("no such file"));
                }))
        .isEmpty();
    assertThat(session.measure("second", () -> 2)).contains(2);

    assertThat(session.hasFailed()).isTrue();
    assertThat(session.missing()).containsExactly("first: failed: exit code 3");
    assertThat(progress.toString(StandardCharsets.UTF_8))
        .contains("first … failed: exit code 3", "  no such file", "second … ");
  }

  @Test
  void whatIsNotRunIsNamedButNoFailure() {
    session.skip("both peers", "none given");

    assertThat(session.hasFailed()).isFalse();
    assertThat(session.missing()).containsExactly("both peers: not run: none given");
  }
}
