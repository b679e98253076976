package org.orthant.framework.failure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PluginCallTest {
  private final PluginFailedException quantizer =
      new PluginFailedException(Failure.ofQuantizer("mine", "conv1", "no luck", Optional.empty()));

  @Test
  void givesWhatThePluginGives() {
    assertThat(PluginCall.of(() -> "found", PluginCallTest::failed)).isEqualTo("found");
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
  void cancellationAndFullMemoryAreNot() {
    assertThatThrownBy(() -> calling(new CancellationException()))
        .isInstanceOf(CancellationException.class);
    assertThatThrownBy(() -> calling(new OutOfMemoryError())).isInstanceOf(OutOfMemoryError.class);
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

  private static void calling(Throwable thrown) {
    PluginCall.of(
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
