package org.orthant.framework.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.orthant.api.BadInputException;
import org.orthant.framework.failure.AnalysisException;

class RequiredPluginTest {
  private final RequiredPlugin plugin = new RequiredPlugin("dataset", "digits");

  private void fails(Exception thrown, Class<? extends Exception> expected, String message) {
    assertThatThrownBy(
            () ->
                plugin.call(
                    "open",
                    () -> {
                      if (thrown instanceof IOException e) {
                        throw e;
                      }
                      throw (RuntimeException) thrown;
                    }))
        .isInstanceOf(expected)
        .hasMessage(message);
  }

  @Test
  void givesWhatThePluginGives() throws IOException {
    assertThat(plugin.<String>call("open", () -> "images")).isEqualTo("images");
  }

  @Test
  void badInputAndFilesThatFailAreToldAsTheyAre() {
    fails(new BadInputException("no such folder"), BadInputException.class, "no such folder");
    fails(new IOException("disk full"), IOException.class, "disk full");
  }

  @Test
  void otherFailuresEndTheRunWithTheNameOfThePlugin() {
    fails(
        new IllegalStateException("it broke"),
        AnalysisException.class,
        "dataset 'digits' failed: open: IllegalStateException: it broke");
  }

  @Test
  void nothingIsAFailure() {
    assertThatThrownBy(() -> plugin.call("open", () -> null))
        .isInstanceOf(AnalysisException.class)
        .hasMessageContaining("it returned null");
  }
}
