package org.orthant.framework.run.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.orthant.api.model.Sign;
import org.orthant.api.model.VectorMap;
import org.orthant.api.model.WholeRows;
import org.orthant.framework.failure.AnalysisException;

class CheckedMapTest {
  private INDArray rows;

  @BeforeEach
  void makeRows() {
    rows = Nd4j.createFromArray(new float[][] {{1, -2, 3}, {-4, 5, 6}});
  }

  @Test
  void givesWhatTheMapGives() {
    INDArray expected = Nd4j.createFromArray(new float[][] {{1, -1, 1}, {-1, 1, 1}});
    assertThat(checked(new Sign(), false).apply(rows)).isEqualTo(expected);
    assertThat(checked(new Sign(), true).apply(rows)).isEqualTo(expected);
  }

  @Test
  void resultsThatCannotBeUsedAreNamed() {
    assertFails(x -> null, "returned null for FLOAT [2, 3]");
    assertFails(x -> x.transpose(), "returned FLOAT [3, 2] for FLOAT [2, 3]");
    assertFails(x -> x.castTo(DataType.DOUBLE), "returned DOUBLE [2, 3] for FLOAT [2, 3]");
    assertFails(
        x -> x.dup().putScalar(1, 2, Double.POSITIVE_INFINITY).putScalar(1, 1, Double.NaN),
        "returned what cannot be used: 2 of 6 numbers are not finite, the first at [1, 1]");
    assertFails(
        x -> {
          throw new IllegalStateException("no luck");
        },
        "apply: IllegalStateException: no luck");
  }

  @Test
  void whoeverHandsInWhatIsNoRowHasFailed() {
    INDArray wide = Nd4j.zeros(2, 4);
    VectorMap picky = x -> x.sub(Nd4j.ones(2, 3));
    assertThatThrownBy(() -> checked(picky, false).apply(wide))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("rows of 3 numbers are mapped here, and FLOAT [2, 4] came");
    rows.putScalar(0, 1, Double.NaN);
    assertThatThrownBy(() -> checked(INDArray::dup, false).apply(rows))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("of the rows to be mapped 1 of 6 numbers are not finite, the first at [0, 1]");
  }

  @Test
  void numbersThatCameInAreNotHeldAgainstActivations() {
    rows.putScalar(0, 1, Double.NaN);
    CheckedMap copy = checked(INDArray::dup, false);
    copy.requireFinite(copy.applyUnbounded(rows), rows);
  }

  private record OfNumbers(Elementwise function) implements VectorMap {
    @Override
    public INDArray apply(INDArray any) {
      return any.dup();
    }

    @Override
    public Optional<Elementwise> elementwise() {
      return Optional.ofNullable(function);
    }
  }

  @Test
  void numbersThatAreMappedByThemselvesAreWatchedToo() {
    float[] numbers = {1, 2};
    VectorMap.Elementwise square =
        (from, to) -> {
          for (int i = 0; i < to.length; i++) {
            to[i] = from[i] * from[i];
          }
        };
    checked(new OfNumbers(square), false).elementwise().orElseThrow().map(numbers, numbers);
    assertThat(numbers).containsExactly(1, 4);
    float[] large = {Float.MAX_VALUE};
    assertThatThrownBy(
            () ->
                checked(new OfNumbers(square), false)
                    .elementwise()
                    .orElseThrow()
                    .map(large, new float[1]))
        .hasMessageContaining("returned what cannot be used: not all of its numbers are finite");
    float[] infinite = {Float.POSITIVE_INFINITY};
    assertThatThrownBy(
            () ->
                checked(new OfNumbers(square), false)
                    .elementwise()
                    .orElseThrow()
                    .map(infinite, new float[1]))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(checked(new OfNumbers(square), true).elementwise()).isEmpty();
    assertThat(checked(new OfNumbers(null), false).elementwise()).isEmpty();
  }

  @Test
  void argumentMayComeBackAndTheCallersStaysTheCallers() {
    for (VectorMap map :
        List.<VectorMap>of(x -> x, x -> x.reshape('c', 2, 3), x -> x.transpose().transpose())) {
      INDArray result = checked(map, false).apply(rows);
      assertThat(result).isEqualTo(rows);
      result.close();
      assertThat(rows.wasClosed()).isFalse();
      assertThat(rows.sumNumber().intValue()).isEqualTo(9);
    }
  }

  @Test
  void changingTheArgumentFailsAndSpoilsNothing() {
    INDArray before = rows.dup();
    assertFails(x -> x.negi().dup(), "changed its argument, first at [0, 0]");
    assertFails(x -> x.putScalar(1, 2, 7), "changed its argument, first at [1, 2]");
    assertThat(rows).isEqualTo(before);
  }

  @Test
  void closingFailsAndSpoilsNothing() {
    INDArray before = rows.dup();
    assertFails(
        x -> {
          INDArray result = x.dup();
          x.close();
          return result;
        },
        "closed its argument");
    assertFails(
        x -> {
          x.close();
          return x;
        },
        "closed its argument");
    assertFails(
        x -> {
          INDArray result = x.dup();
          result.close();
          return result;
        },
        "returned an array that is closed");
    assertThat(rows).isEqualTo(before);
  }

  @Test
  void zerosOfBothSignsAreNotTheSame() {
    float[] zero = {0};
    VectorMap flipping =
        x -> {
          zero[0] = -zero[0];
          return x.dup().putScalar(1, 0, zero[0]);
        };
    assertThatThrownBy(() -> checked(flipping, true).apply(rows))
        .hasMessage("returned something else for the same rows, first at [1, 0]");
  }

  @Test
  void wholeNumbersAreHeldAgainstTheImages() {
    assertThat(checked(new Halves(2), false).applyInWholeNumbers(rows)).isPresent();
    assertThat(checked(new Sign(), false).applyInWholeNumbers(rows)).isEmpty();
    assertThatThrownBy(() -> checked(new Halves(3), false).applyInWholeNumbers(rows))
        .isInstanceOf(AnalysisException.class)
        .hasMessage("applyInWholeNumbers: row 0 is off by 0.5, and its largest number is 1.5");
  }

  /** Halves of whole numbers, whose factor may be wrong. */
  private record Halves(double parts) implements VectorMap {
    @Override
    public INDArray apply(INDArray rows) {
      return rows.div(2);
    }

    @Override
    public Optional<WholeRows> applyInWholeNumbers(INDArray rows) {
      double[] factors = {1 / parts, 1 / parts};
      return Optional.of(
          new WholeRows(List.of(new WholeRows.Term(rows.dup('c'), Nd4j.createFromArray(factors)))));
    }
  }

  private void assertFails(VectorMap map, String reason) {
    for (boolean verified : new boolean[] {false, true}) {
      assertThatThrownBy(() -> checked(map, verified).apply(rows))
          .isInstanceOf(AnalysisException.class)
          .hasMessage(reason);
    }
  }

  private static CheckedMap checked(VectorMap map, boolean verified) {
    return new CheckedMap(
        map,
        3,
        verified,
        "the map",
        (reason, cause) -> new AnalysisException(reason, cause.orElse(null)));
  }
}
