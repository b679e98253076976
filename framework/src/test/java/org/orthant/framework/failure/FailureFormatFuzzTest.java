package org.orthant.framework.failure;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInput;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.PropertyDefaults;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;
import org.orthant.fuzz.Fuzz;

@PropertyDefaults(
    tries = Fuzz.ROUNDS,
    shrinking = ShrinkingMode.OFF,
    edgeCases = EdgeCasesMode.NONE)
final class FailureFormatFuzzTest {
  private static final List<Failure> FAILURES =
      List.of(
          Failure.ofQuantizer("ternary", "conv1", "it broke", Optional.empty()),
          Failure.ofProbe("angle", Optional.empty(), "so did it", Optional.empty()));

  /** Its reader leaves what the constructors throw to those who read the whole. */
  private static final Fuzz FUZZ =
      new Fuzz("failures", List.of(IOException.class, IllegalArgumentException.class), written());

  private static byte[] written() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      FailureFormat.write(FAILURES, new DataOutputStream(bytes));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static DataInput in(byte... input) {
    return new DataInputStream(new ByteArrayInputStream(input));
  }

  @AfterContainer
  static void report() {
    FUZZ.report();
  }

  @Property(seed = "1709")
  void failures(@ForAll Random random) {
    FUZZ.feed(random, input -> FailureFormat.read(in(input)));
  }
}
