package org.orthant.framework.failure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** Each way to end, in a process of its own. */
class ForeignExitTest {

  @Test
  void exitOfAPluginIsAFailureThatNamesIt() throws Exception {
    Process process = start("plugin");
    assertThat(said(process))
        .startsWith("orthant: quantizer 'q' on conv1: apply called System.exit (in ")
        .contains("ForeignExitTest$Program")
        .endsWith("; the run has failed")
        .hasLineCount(1);
    assertThat(process.waitFor()).isEqualTo(1);
  }

  @Test
  void exitOfAnotherThreadIsAFailureThatNamesItAndWhatWasCalled() throws Exception {
    Process process = start("thread");
    assertThat(said(process))
        .startsWith(
            "orthant: a thread 'theirs' (while these were called: quantizer 'q' on conv1: apply)"
                + " called System.exit (in ");
    assertThat(process.waitFor()).isEqualTo(1);
  }

  @Test
  void ownExitKeepsItsCode() throws Exception {
    Process process = start("own");
    assertThat(said(process)).isEmpty();
    assertThat(process.waitFor()).isEqualTo(3);
  }

  @Test
  void signalsKeepTheirCodes() throws Exception {
    assertThat(signalled("INT")).isEqualTo(130);
    assertThat(signalled("TERM")).isEqualTo(143);
  }

  private static int signalled(String signal) throws Exception {
    Process process = start("waiting");
    assertThat(process.getInputStream().read()).isEqualTo('!');
    new ProcessBuilder("kill", "-" + signal, String.valueOf(process.pid())).start().waitFor();
    assertThat(said(process)).isEmpty();
    return process.waitFor();
  }

  private static Process start(String how) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            Program.class.getName(),
            how)
        .start();
  }

  private static String said(Process process) throws IOException {
    try (InputStream err = process.getErrorStream()) {
      return new String(err.readAllBytes(), StandardCharsets.UTF_8).strip();
    }
  }

  /** Ends in the way that it is told. */
  static final class Program {
    private static final PluginCall CALL = new PluginCall("quantizer 'q' on conv1", "apply");

    private Program() {}

    public static void main(String[] arguments) {
      ForeignExit exit = ForeignExit.guard(System.err);
      switch (arguments[0]) {
        case "plugin" -> CALL.make(Program::ended, IllegalStateException::new);
        case "thread" ->
            CALL.make(
                () -> {
                  new Thread(Program::ended, "theirs").start();
                  return waitForEver();
                },
                IllegalStateException::new);
        case "waiting" -> {
          System.out.print('!');
          System.out.flush();
          waitForEver();
        }
        default -> exit.exit(3);
      }
    }

    private static String ended() {
      System.exit(0);
      return "";
    }

    private static String waitForEver() {
      try {
        new CountDownLatch(1).await();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
      return "";
    }
  }
}
