package org.orthant.api.statistics;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;
import org.orthant.fuzz.Fuzz;

final class StatisticFormatFuzzTest {
  private static final Fuzz FUZZ =
      new Fuzz("statistics of a worker", List.of(IOException.class), valid());

  private static byte[][] valid() {
    float[] x = {1, -2.5f, 3, 0.25f, 5, 8};
    float[] y = {2, 2, -7, 0.5f, 0, 1};
    Tally tally = new Tally();
    tally.add(7, 3);
    Moments moments = new Moments();
    moments.add(2.5);
    moments.add(-1);
    Comoments comoments = new Comoments();
    comoments.add(1, 2);
    comoments.add(-2.5, 2);
    ColumnComoments columns = new ColumnComoments(3);
    columns.add(x, y);
    Covariance covariance = new Covariance(2);
    covariance.add(x);
    Histogram histogram = new Histogram(new Axis(-3, 9, 6));
    histogram.add(4);
    Outcomes outcomes = new Outcomes();
    outcomes.add(new int[] {1, 2}, new int[] {1, 0});
    ValueCounts values = new ValueCounts(9);
    values.add(0.5f);
    VectorSum sum = new VectorSum(6);
    sum.add(x);
    return Stream.of(
            tally, moments, comoments, columns, covariance, histogram, outcomes, values, sum)
        .map(StatisticFormatFuzzTest::written)
        .toArray(byte[][]::new);
  }

  private static byte[] written(Statistic<?> statistic) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      StatisticFormat.write(statistic, new DataOutputStream(bytes));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  @Property(
      tries = Fuzz.ROUNDS,
      seed = "1705",
      shrinking = ShrinkingMode.OFF,
      edgeCases = EdgeCasesMode.NONE)
  void isReadOrRefused(@ForAll Random random) {
    FUZZ.feed(
        random,
        input -> StatisticFormat.read(new DataInputStream(new ByteArrayInputStream(input))));
  }

  @AfterContainer
  static void report() {
    FUZZ.report();
  }
}
