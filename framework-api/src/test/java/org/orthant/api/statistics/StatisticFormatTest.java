package org.orthant.api.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.FloatRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class StatisticFormatTest {

  @Property(tries = 50)
  void readingGivesBackEveryBit(
      @ForAll @Size(24) List<@FloatRange(min = -1e3f, max = 1e3f) Float> values)
      throws IOException {
    for (Statistic<?> statistic : all(values)) {
      byte[] written = written(statistic);
      Statistic<?> read = read(written);
      assertThat(read).isNotSameAs(statistic).hasSameClassAs(statistic);
      assertThat(read).usingRecursiveComparison().isEqualTo(statistic);
      assertThat(written(StatisticFormat.copy(statistic))).isEqualTo(written);
    }
  }

  /** Every kind there is, or the format has one that no test knows. */
  @Test
  void everyKindIsTried() {
    assertThat(all(Collections.nCopies(24, 1f)))
        .extracting(statistic -> (Object) statistic.getClass())
        .containsExactlyInAnyOrderElementsOf(
            Stream.of(Statistic.class.getPermittedSubclasses()).map(Object.class::cast).toList());
  }

  @Test
  void whatIsNoStatisticIsRefused() throws IOException {
    byte[] written = written(tally(3, 1));
    byte[] unknown = written.clone();
    unknown[2] = 'X';
    assertThatThrownBy(() -> read(unknown))
        .isInstanceOf(IOException.class)
        .hasMessage("there is no statistic Xally");
    byte[] impossible = written.clone();
    impossible[written.length - 1] = 9;
    assertThatThrownBy(() -> read(impossible))
        .isInstanceOf(IOException.class)
        .hasMessage("9 hits of 3");
    byte[] huge = written(new VectorSum(1));
    huge[11] = 127;
    assertThatThrownBy(() -> read(huge)).isInstanceOf(IOException.class);
  }

  private static List<Statistic<?>> all(List<Float> values) {
    float[] x = new float[12];
    float[] y = new float[12];
    Moments moments = new Moments();
    Comoments comoments = new Comoments();
    Histogram histogram = new Histogram(new Axis(-500, 500, 7));
    ValueCounts counts = new ValueCounts(30);
    ValueCounts tooMany = new ValueCounts(1);
    for (int i = 0; i < x.length; i++) {
      x[i] = values.get(i);
      y[i] = values.get(x.length + i);
      moments.add(x[i]);
      comoments.add(x[i], y[i]);
      histogram.add(x[i]);
      counts.add(x[i]);
      tooMany.add(y[i]);
    }
    ColumnComoments columns = new ColumnComoments(3);
    columns.add(x, y);
    Covariance covariance = new Covariance(4);
    covariance.add(x);
    JointHistogram joint = new JointHistogram(2, 0.5);
    joint.add(x, y);
    VectorSum sum = new VectorSum(12);
    sum.add(x);
    Outcomes outcomes = new Outcomes();
    outcomes.add(new int[] {1, 2, 3}, new int[] {3, 2, 1});
    return List.of(
        tally(12, 5),
        moments,
        comoments,
        columns,
        covariance,
        histogram,
        joint,
        sum,
        outcomes,
        values.get(0) > 0 ? counts : tooMany);
  }

  private static Tally tally(long count, long hits) {
    Tally tally = new Tally();
    tally.add(count, hits);
    return tally;
  }

  private static byte[] written(Statistic<?> statistic) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    StatisticFormat.write(statistic, new DataOutputStream(bytes));
    return bytes.toByteArray();
  }

  private static Statistic<?> read(byte... written) throws IOException {
    return StatisticFormat.read(new DataInputStream(new ByteArrayInputStream(written)));
  }
}
