package org.orthant.testkit;

import static org.orthant.testkit.Rules.require;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.orthant.api.Seed;
import org.orthant.api.array.Dense;
import org.orthant.api.array.Floats;
import org.orthant.api.model.Isometry;
import org.orthant.api.model.LayerShape;
import org.orthant.api.model.Sign;
import org.orthant.api.model.VectorMap;
import org.orthant.api.model.WholeRows;
import org.orthant.api.spi.Role;
import org.orthant.api.spi.Rotation;
import org.orthant.api.spi.Sample;

/**
 * What every rotation must hold to, there and back: {@code class HadamardContractTest extends
 * RotationContract<Hadamard> {}}.
 *
 * @param <P> the rotation under test
 */
public abstract class RotationContract<P extends Rotation> extends MapContract<P> {

  @Test
  final void keepsLengths() {
    forEachDirection(
        (each, map) -> {
          INDArray rows = Abusive.rows(each.dimension(), SEED);
          double[][] vectors = Numbers.rows(rows);
          double[][] rotated = Numbers.rows(map.apply(rows));
          for (int r = 0; r < vectors.length; r++) {
            double length = Numbers.norm(vectors[r]);
            double found = Numbers.norm(rotated[r]);
            require(
                Math.abs(found - length) <= ROUNDING * length + each.dimension() * 1e-44,
                "%s turns a vector of length %s into one of length %s: a rotation keeps lengths,"
                    + " so its columns are orthonormal",
                each,
                length,
                found);
          }
        });
  }

  @Test
  final void undoesWhatItDoes() {
    for (Case<P> each : served()) {
      Isometry isometry = isometry(each);
      INDArray rows = each.rows(20);
      double[][] back = Numbers.rows(isometry.undo(isometry.apply(rows)));
      double[][] vectors = Numbers.rows(rows);
      for (int r = 0; r < vectors.length; r++) {
        require(
            Numbers.distance(vectors[r], back[r]) <= ROUNDING * Numbers.norm(vectors[r]),
            "%s does not come back: undo(apply(x)) must be x",
            each);
      }
    }
  }

  @Test
  final void undoesAlikeInWholeNumbers() {
    for (Case<P> each : served()) {
      Isometry isometry = isometry(each);
      INDArray signs = new Sign().apply(each.rows(20));
      Optional<String> complaint =
          WholeRows.ofSigns(signs)
              .flatMap(isometry::undoInWholeNumbers)
              .flatMap(whole -> whole.complaint(isometry.undo(signs)));
      require(
          complaint.isEmpty(),
          "undoInWholeNumbers of %s is not undo: %s; return Optional.empty() where R has no such"
              + " form",
          each,
          complaint.orElse(""));
    }
  }

  @Test
  final void conjugatesAsItGoesThereAndBack() {
    for (Case<P> each : served()) {
      Isometry isometry = isometry(each);
      INDArray rows = each.rows(20);
      for (VectorMap.Elementwise function : List.of(sign(), RotationContract::squares)) {
        float[] images = Floats.of(Dense.of(isometry.apply(rows)));
        function.map(images, images);
        float[] expected = Floats.of(Dense.of(isometry.undo(Floats.array(images, rows.shape()))));
        float[] found = Floats.of(Dense.of(isometry.conjugate(rows, function)));
        int different = Arrays.mismatch(expected, found);
        require(
            different < 0,
            "conjugate of %s gives other numbers than apply, the function and undo one after the"
                + " other: they must be the same to the bit; do not override it where they are not",
            each);
      }
    }
  }

  private static VectorMap.Elementwise sign() {
    return new Sign().elementwise().orElseThrow();
  }

  private static void squares(float[] from, float[] to) {
    for (int i = 0; i < from.length; i++) {
      to[i] = Math.max(-2, Math.min(2, from[i])) * from[i];
    }
  }

  @Test
  final void undoesByTheTransposedMatrix() {
    for (Case<P> each : served()) {
      Isometry isometry = isometry(each);
      INDArray axes = Nd4j.eye(each.dimension()).castTo(DataType.FLOAT).dup('c');
      double[] there = Numbers.of(isometry.apply(axes));
      double[] back = Numbers.of(isometry.undo(axes).transpose());
      for (int i = 0; i < there.length; i++) {
        require(
            Math.abs(there[i] - back[i]) <= ROUNDING,
            "undo of %s is not the transposed matrix of apply, as the inverse of a rotation is",
            each);
      }
    }
  }

  @Test
  final void isLinear() {
    forEachDirection(
        (each, map) -> {
          INDArray x = each.rows(5);
          INDArray y = FakeSample.gaussian(5, each.dimension(), SEED.fork("summands"));
          double[][] ofSum = Numbers.rows(map.apply(x.mul(2).sub(y).dup('c')));
          double[][] sum = Numbers.rows(map.apply(x).mul(2).sub(map.apply(y)));
          for (int r = 0; r < sum.length; r++) {
            require(
                Numbers.distance(ofSum[r], sum[r]) <= 10 * ROUNDING * Math.sqrt(each.dimension()),
                "%s is not linear: R(2x − y) must be 2Rx − Ry",
                each);
          }
        });
  }

  private Isometry isometry(Case<P> each) {
    return (Isometry) fit(each);
  }

  @Override
  final Optional<String> unsupported(P plugin, LayerShape shape, Role role) {
    return plugin.unsupported(shape, role);
  }

  @Override
  final double fitCost(P plugin, LayerShape shape, Role role) {
    return plugin.fitCost(shape, role);
  }

  @Override
  final Isometry fit(P plugin, Sample sample, Seed seed) {
    return plugin.fit(sample, seed);
  }

  @Override
  final List<VectorMap> directions(VectorMap fitted) {
    return List.of(fitted, ((Isometry) fitted)::undo);
  }
}
