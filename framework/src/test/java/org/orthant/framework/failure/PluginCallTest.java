package org.orthant.framework.failure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PluginCallTest {
  private static final PluginCall CALL = new PluginCall("probe 'theirs'", "conclude");

  private final PluginFailedException quantizer =
      new PluginFailedException(Failure.ofQuantizer("mine", "conv1", "no luck", Optional.empty()));

  @Test
  void givesWhatThePluginGives() {
    assertThat(CALL.make(() -> "found", PluginCallTest::failed)).isEqualTo("found");
  }

  @ParameterizedTest
  @ValueSource(
      classes = {
        IllegalStateException.class,
        AbstractMethodError.class,
        NoClassDefFoundError.class,
        ExceptionInInitializerError.class,
        AssertionError.class,
        StackOverflowError.class
      })
  void whatItThrowsIsItsFailure(Class<? extends Throwable> kind) throws Exception {
    Throwable thrown = kind.getDeclaredConstructor().newInstance();
    assertThatThrownBy(() -> calling(thrown))
        .isInstanceOf(PluginFailedException.class)
        .hasMessage("probe 'theirs' failed: " + kind.getSimpleName())
        .hasCause(thrown);
  }

  @Test
  void lackOfMemoryIsNotWhateverItIsWrappedIn() {
    OutOfMemoryError lacking = new OutOfMemoryError();
    assertThatThrownBy(() -> calling(lacking)).isSameAs(lacking);
    assertThatThrownBy(() -> calling(new IllegalStateException(lacking))).isSameAs(lacking);
  }

  @Test
  void cancellationIsItsFailure() {
    assertThatThrownBy(() -> calling(new CancellationException("enough")))
        .isInstanceOf(PluginFailedException.class)
        .hasMessage("probe 'theirs' failed: CancellationException: enough");
  }

  @Test
  void interruptingItsThreadIsItsFailure() {
    assertThatThrownBy(
            () ->
                CALL.make(
                    () -> {
                      Thread.currentThread().interrupt();
                      return "";
                    },
                    PluginCallTest::failed))
        .hasMessage("probe 'theirs' failed: IllegalStateException: it left its thread interrupted");
    assertThat(Thread.interrupted()).isFalse();
    assertThatThrownBy(
            () ->
                CALL.make(
                    () -> {
                      Thread.currentThread().interrupt();
                      throw new IllegalStateException("no luck");
                    },
                    PluginCallTest::failed))
        .hasMessage("probe 'theirs' failed: IllegalStateException: no luck");
    assertThat(Thread.interrupted()).isFalse();
  }

  @Test
  void interruptBeforeTheCallEndsTheWork() {
    Thread.currentThread().interrupt();
    try {
      assertThatThrownBy(() -> CALL.make(() -> "", PluginCallTest::failed))
          .isInstanceOf(CancellationException.class);
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
  }

  @Test
  void whatTheFrameworkThrewThroughItIsNot() {
    assertThatThrownBy(() -> calling(quantizer)).isSameAs(quantizer);
    assertThatThrownBy(() -> calling(new IllegalStateException(new RuntimeException(quantizer))))
        .isSameAs(quantizer);
  }

  @Test
  void messagesAreOneLine() {
    assertThat(PluginCall.inWords(new IllegalStateException("no\nluck")))
        .isEqualTo("IllegalStateException: no luck");
    assertThat(PluginCall.inWords(new IllegalStateException(" ")))
        .isEqualTo("IllegalStateException");
  }

  @Test
  void exceptionsThatCannotBeReadAreTheirNames() {
    assertThatThrownBy(() -> calling(new Unreadable()))
        .isInstanceOf(PluginFailedException.class)
        .hasMessage("probe 'theirs' failed: Unreadable");
    assertThat(PluginCall.inWords(new IllegalStateException() {}))
        .isEqualTo("org.orthant.framework.failure.PluginCallTest$1");
    assertThat(PluginCall.inWords(new IllegalStateException("x".repeat(50_000_000))))
        .startsWith("IllegalStateException: xxx")
        .hasSizeLessThan(400);
    ByteArrayOutputStream trace = new ByteArrayOutputStream();
    Thrown.print(new Unreadable(), new PrintStream(trace, true, StandardCharsets.UTF_8));
    assertThat(trace.toString(StandardCharsets.UTF_8))
        .contains(Unreadable.class.getName() + ", which cannot be printed");
  }

  /** Throws at whatever it is asked. */
  private static final class Unreadable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    @Override
    public String getMessage() {
      throw new IllegalStateException("nested");
    }

    @Override
    public synchronized Throwable getCause() {
      throw new AssertionError("nested");
    }

    @Override
    public String toString() {
      throw new IllegalStateException("nested");
    }
  }

  private static void calling(Throwable thrown) {
    CALL.make(
        () -> {
          PluginCallTest.<RuntimeException>sneak(thrown);
          return "";
        },
        PluginCallTest::failed);
  }

  @SuppressWarnings("unchecked") // an exception is what it is, whatever the compiler is told
  private static <T extends Throwable> void sneak(Throwable thrown) throws T {
    throw (T) thrown;
  }

  private static PluginFailedException failed(Throwable thrown) {
    return new PluginFailedException(
        Failure.ofProbe(
            "theirs", Optional.empty(), PluginCall.inWords(thrown), Optional.of(thrown)));
  }
}
