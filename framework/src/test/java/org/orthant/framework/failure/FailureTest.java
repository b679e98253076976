package org.orthant.framework.failure;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FailureTest {

  @Test
  void isOneLine() {
    assertThat(Failure.ofQuantizer("mine", "conv1", "no\r\n\tluck\u2028at\u202eall", none()))
        .hasToString("quantizer 'mine' on conv1 failed: no luck at all");
    assertThat(Failure.ofProbe("theirs", Optional.empty(), "gone", none()))
        .hasToString("probe 'theirs' failed: gone");
  }

  @Test
  void longReasonsAreCut() {
    assertThat(reason("x".repeat(300))).isEqualTo("x".repeat(300));
    assertThat(reason("x".repeat(100_000))).isEqualTo("x".repeat(300) + "…");
  }

  @Test
  void everyReasonCanBeWritten() {
    for (String text : new String[] {"\ud83d", "\ude00\ud83d", "😀".repeat(1000), "a\ud83d b"}) {
      String reason = reason(text);
      assertThat(StandardCharsets.UTF_8.newEncoder().canEncode(reason)).as(reason).isTrue();
    }
    assertThat(reason("😀".repeat(1000))).isEqualTo("😀".repeat(300) + "…");
  }

  private static String reason(String text) {
    return Failure.ofProbe("theirs", Optional.empty(), text, none()).reason();
  }

  private static Optional<Throwable> none() {
    return Optional.empty();
  }
}
