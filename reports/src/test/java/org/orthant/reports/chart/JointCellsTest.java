package org.orthant.reports.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.orthant.reports.result.Result.Axis;
import org.orthant.reports.result.Result.Joint;
import org.orthant.reports.result.Result.LabelledAxis;
import org.orthant.reports.result.Result.Subject;

class JointCellsTest {
  private static final Subject SUBJECT = Subject.of("dot-product", "binary", "dense1", "products");

  @Test
  void countsAreOnALogarithmicScaleAndRunsOfEmptyBinsAreCounted() {
    JointCells cells = JointCells.of(joint(List.of(List.of(1L, 0L, 0L), List.of(0L, 10L, 100L))));

    assertThat(cells.most()).isEqualTo(100);
    assertThat(Base64.getDecoder().decode(cells.codes()))
        .containsExactly(1, 0, 3, 1 + 127, (byte) 255);
  }

  @Test
  void aJointWithNothingInItHasNoPairs() {
    JointCells cells = JointCells.of(joint(List.of(List.of(0L, 0L), List.of(0L, 0L))));

    assertThat(cells.most()).isZero();
    assertThat(cells.codes()).isEmpty();
  }

  @Test
  void aRunIsNeverLongerThanAByteHolds() {
    List<Long> row = new ArrayList<>(Collections.nCopies(20, 0L));
    List<List<Long>> rows = new ArrayList<>(Collections.nCopies(19, List.copyOf(row)));
    row.set(19, 1L);
    rows.add(row);

    JointCells cells = JointCells.of(joint(rows));

    // 399 empty bins and one with a single pair.
    assertThat(Base64.getDecoder().decode(cells.codes()))
        .containsExactly(0, (byte) 255, 0, (byte) 144, 1);
  }

  @Test
  void joinsBinsOfWhichThereAreTooMany() {
    List<List<Long>> rows =
        IntStream.range(0, 250).mapToObj(y -> Collections.nCopies(150, 1L)).toList();

    JointCells cells = JointCells.of(joint(rows));

    assertThat(cells.x().bins()).isEqualTo(75);
    assertThat(cells.y().bins()).isEqualTo(84);
    assertThat(cells.x().high()).isEqualTo(150);
    assertThat(cells.y().high()).isEqualTo(252);
    assertThat(cells.most()).isEqualTo(6);
  }

  @Property(seed = "1705")
  void aCodeTellsTheCountToWithinAPartOfItsLogarithm(
      @ForAll @Size(6) List<@LongRange(min = 0, max = 1_000_000_000) Long> counts) {
    JointCells cells = JointCells.of(joint(List.of(counts.subList(0, 3), counts.subList(3, 6))));
    byte[] codes = Base64.getDecoder().decode(cells.codes());
    List<Long> filled = counts.stream().filter(count -> count > 0).toList();
    int[] found =
        IntStream.range(0, codes.length)
            .filter(i -> i == 0 || codes[i - 1] != 0)
            .map(i -> Byte.toUnsignedInt(codes[i]))
            .filter(code -> code > 0)
            .toArray();

    assertThat(found).hasSize(filled.size());
    double step = Math.log((double) cells.most()) / 254;
    for (int i = 0; i < found.length; i++) {
      assertThat(Math.abs((found[i] - 1) * step - Math.log((double) filled.get(i))))
          .isLessThanOrEqualTo(step / 2 + 1e-9);
    }
  }

  private static Joint joint(List<List<Long>> counts) {
    return new Joint(
        SUBJECT,
        new LabelledAxis("x", new Axis(0, counts.get(0).size(), counts.get(0).size())),
        new LabelledAxis("y", new Axis(0, counts.size(), counts.size())),
        counts);
  }
}
