package org.orthant.framework.run;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
import org.orthant.framework.failure.Failure;
import org.orthant.framework.run.layer.Arithmetic;
import org.orthant.fuzz.Fuzz;

@PropertyDefaults(
    tries = Fuzz.ROUNDS,
    shrinking = ShrinkingMode.OFF,
    edgeCases = EdgeCasesMode.NONE)
final class GroupDetailsFuzzTest {
  private static final Trial TRIAL =
      new Trial(Map.of("conv1", Change.of(Weights.quantizedBy("ternary"))), 20);
  private static final List<Failure> FAILURES =
      List.of(
          Failure.ofQuantizer("ternary", "conv1", "it broke", Optional.empty()),
          Failure.ofProbe("angle", Optional.empty(), "so did it", Optional.empty()));
  private static final Fuzz FUZZ =
      new Fuzz("what measures groups is told", List.of(IOException.class), details());

  private static byte[] details() {
    return new GroupDetails(
            "abc",
            "def",
            Arithmetic.BITS,
            FAILURES,
            new FurtherTrials(2, Map.of("advice", List.of(TRIAL))),
            Map.of(TRIAL, ByteBuffer.wrap(new byte[24])))
        .write()
        .array();
  }

  @AfterContainer
  static void report() {
    FUZZ.report();
  }

  @Property(seed = "1707")
  void details(@ForAll Random random) {
    FUZZ.feed(random, input -> GroupDetails.read(ByteBuffer.wrap(input)));
  }
}
