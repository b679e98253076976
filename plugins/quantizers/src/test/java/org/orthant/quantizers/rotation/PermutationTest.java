package org.orthant.quantizers.rotation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.orthant.api.Seed;
import org.orthant.api.model.Isometry;

class PermutationTest {

  @Test
  void keepsEveryComponentAndMovesAllRowsAlike() {
    INDArray rows = RotationSample.gaussian(3, 50, 1);
    Isometry permutation = new Permutation().fit(RotationSample.unseen(50), new Seed(1));
    float[][] before = rows.toFloatMatrix();
    float[][] after = permutation.apply(rows).toFloatMatrix();
    List<float[]> columns = columns(before);
    assertThat(columns(after))
        .usingElementComparator(Arrays::compare)
        .containsExactlyInAnyOrderElementsOf(columns);
    assertThat(permutation.undo(permutation.apply(rows))).isEqualTo(rows);
  }

  @Test
  void allOrdersAreEquallyLikely() {
    int draws = 12_000;
    Map<List<Double>, Long> orders =
        LongStream.range(0, draws)
            .mapToObj(seed -> CoordinateOrder.random(3, new Seed(1705).fork(seed)))
            .map(order -> Arrays.stream(order.arrange(new double[] {0, 1, 2})).boxed().toList())
            .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    assertThat(orders).hasSize(6);
    assertThat(orders.values())
        .allSatisfy(
            count ->
                assertThat((double) count / draws)
                    .isCloseTo(1 / 6.0, within(5 * Math.sqrt(5 / 36.0 / draws))));
  }

  private static List<float[]> columns(float[][] rows) {
    return IntStream.range(0, rows[0].length)
        .mapToObj(
            j -> {
              float[] column = new float[rows.length];
              for (int r = 0; r < rows.length; r++) {
                column[r] = rows[r][j];
              }
              return column;
            })
        .toList();
  }
}
