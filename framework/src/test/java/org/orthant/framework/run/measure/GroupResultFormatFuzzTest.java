package org.orthant.framework.run.measure;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.PropertyDefaults;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;
import org.orthant.api.measure.Change;
import org.orthant.api.measure.Key;
import org.orthant.api.measure.Trial;
import org.orthant.api.measure.Weights;
import org.orthant.api.statistics.Outcomes;
import org.orthant.api.statistics.Tally;
import org.orthant.framework.failure.Failure;
import org.orthant.fuzz.Fuzz;

@PropertyDefaults(
    tries = Fuzz.ROUNDS,
    shrinking = ShrinkingMode.OFF,
    edgeCases = EdgeCasesMode.NONE)
final class GroupResultFormatFuzzTest {
  private static final Trial TRIAL =
      new Trial(Map.of("conv1", Change.of(Weights.quantizedBy("ternary"))), 20);
  private static final List<Failure> FAILURES =
      List.of(
          Failure.ofQuantizer("ternary", "conv1", "it broke", Optional.empty()),
          Failure.ofProbe("angle", Optional.empty(), "so did it", Optional.empty()));
  private static final byte[] RESULT = GroupResultFormat.write(result());
  private static final Fuzz RESULTS = fuzz("result of a group", RESULT);
  private static final Fuzz INFLATED =
      fuzz("result of a group, packed after the change", inflated(RESULT));

  private static Fuzz fuzz(String reader, byte[] valid) {
    return new Fuzz(reader, List.of(IOException.class), valid);
  }

  private static GroupResult result() {
    Outcomes outcomes = new Outcomes();
    outcomes.add(new int[] {1, 2}, new int[] {1, 0});
    Tally tally = new Tally();
    tally.add(7, 3);
    GroupStats stats = new GroupStats();
    stats.put(Key.total("signs", Tally.class), tally);
    return new GroupResult(
        Map.of(new StatisticsKey("angle", TRIAL, "conv1"), stats),
        Map.of(TRIAL, outcomes),
        FAILURES);
  }

  private static byte[] inflated(byte... packed) {
    try (InflaterInputStream in = new InflaterInputStream(new ByteArrayInputStream(packed))) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] deflated(byte... bytes) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (DeflaterOutputStream out = new DeflaterOutputStream(packed)) {
      out.write(bytes);
    }
    return packed.toByteArray();
  }

  @AfterContainer
  static void report() {
    List.of(RESULTS, INFLATED).forEach(Fuzz::report);
  }

  @Property(seed = "1705")
  void results(@ForAll Random random) {
    RESULTS.feed(random, input -> GroupResultFormat.read(new ByteArrayInputStream(input)));
  }

  @Property(seed = "1706")
  void inflatedResults(@ForAll Random random) {
    INFLATED.feed(
        random, input -> GroupResultFormat.read(new ByteArrayInputStream(deflated(input))));
  }
}
