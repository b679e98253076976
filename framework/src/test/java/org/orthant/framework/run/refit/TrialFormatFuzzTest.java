package org.orthant.framework.run.refit;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInput;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.PropertyDefaults;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;
import org.orthant.api.measure.Change;
import org.orthant.api.measure.Trial;
import org.orthant.api.measure.Weights;
import org.orthant.fuzz.Fuzz;

@PropertyDefaults(
    tries = Fuzz.ROUNDS,
    shrinking = ShrinkingMode.OFF,
    edgeCases = EdgeCasesMode.NONE)
final class TrialFormatFuzzTest {
  private static final Trial TRIAL =
      new Trial(Map.of("conv1", Change.of(Weights.quantizedBy("ternary"))), 20);

  /** Its reader leaves what the constructors throw to those who read the whole. */
  private static final Fuzz FUZZ =
      new Fuzz("trial", List.of(IOException.class, IllegalArgumentException.class), written());

  private static byte[] written() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      TrialFormat.write(TRIAL, new DataOutputStream(bytes));
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

  @Property(seed = "1708")
  void trials(@ForAll Random random) {
    FUZZ.feed(random, input -> TrialFormat.read(in(input)));
  }
}
