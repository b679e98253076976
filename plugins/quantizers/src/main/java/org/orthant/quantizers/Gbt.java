package org.orthant.quantizers;

import java.util.Optional;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.orthant.api.Doc;
import org.orthant.api.Id;
import org.orthant.api.Seed;
import org.orthant.api.model.Isometry;
import org.orthant.api.model.LayerShape;
import org.orthant.api.model.Storage;
import org.orthant.api.model.Turn;
import org.orthant.api.model.VectorMap;
import org.orthant.api.model.WholeRows;
import org.orthant.api.spi.Quantizer;
import org.orthant.api.spi.Role;
import org.orthant.api.spi.Rotation;
import org.orthant.api.spi.Sample;
import org.orthant.quantizers.rotation.BlockHadamard;

/**
 * The generalized binarization transformation: rotate, quantize, rotate back. The rows of R are the
 * axes along which the quantizer acts. With rotation identity, it equals its quantizer.
 *
 * <p>The quantizer is fitted to the rotated sample. It has randomness of its own, apart from the
 * rotation's. Where it gives signs and the rotation is made of Hadamard matrices, the result is
 * known in whole numbers too.
 *
 * <p>Source: Anderson and Berg, arXiv 1705.07199, section 3.3.
 */
@Id("gbt")
@Doc(
    value = "Generalized binarization: quantizes along the axes of a rotation",
    formula = "θ_R(x) = Rᵀ θ(R x)",
    source = "Anderson and Berg, arXiv 1705.07199, section 3.3")
public record Gbt(
    @Doc("What is done along the rotated axes") Quantizer quantizer,
    @Doc("Whose rows are the axes") Rotation rotation)
    implements Quantizer {

  public Gbt() {
    this(new Binary(), new BlockHadamard());
  }

  @Override
  public Optional<String> unsupported(LayerShape shape, Role role) {
    return rotation.unsupported(shape, role).or(() -> quantizer.unsupported(shape, role));
  }

  @Override
  public double fitCost(LayerShape shape, Role role) {
    return rotation.fitCost(shape, role) + quantizer.fitCost(shape, role);
  }

  /** Rotates there and back. */
  @Override
  public double applyCost(LayerShape shape, Role role) {
    return 2 * rotation.applyCost(shape, role) + quantizer.applyCost(shape, role);
  }

  /**
   * Weights are kept along the axes, with the rotation, and the inputs are rotated to meet them.
   * Other vectors come back to their own axes, where they are numbers in floating point.
   */
  @Override
  public Optional<Storage> storage(LayerShape shape, Role role) {
    Optional<Turn> turn = rotation.turn(shape, role);
    if (turn.filter(Turn.NONE::equals).isPresent()) {
      return quantizer.storage(shape, role);
    }
    if (role != Role.WEIGHTS) {
      return Optional.of(Storage.floats());
    }
    long vectors = (long) shape.positions() * shape.groups();
    return turn.flatMap(
        cost ->
            quantizer
                .storage(shape, role)
                .map(
                    along ->
                        along
                            .and(cost.bits())
                            .rotated(Math.multiplyExact(vectors, cost.multiplyAdds()))));
  }

  @Override
  public VectorMap fit(Sample sample, Seed seed) {
    Isometry fitted = rotation.fit(sample, seed.fork("rotation"));
    VectorMap along = quantizer.fit(new Rotated(sample, fitted), seed.fork("quantizer"));
    return new Generalized(fitted, along);
  }

  /** Signs along the axes, zeros too, are whole numbers, and may still be so when rotated back. */
  private record Generalized(Isometry rotation, VectorMap along) implements VectorMap {
    @Override
    public INDArray apply(INDArray rows) {
      return along
          .elementwise()
          .filter(function -> rows.dataType() == DataType.FLOAT)
          .map(function -> rotation.conjugate(rows, function))
          .orElseGet(() -> rotation.undo(along.apply(rotation.apply(rows))));
    }

    @Override
    public Optional<WholeRows> applyInWholeNumbers(INDArray rows) {
      return WholeRows.ofSigns(along.apply(rotation.apply(rows)))
          .flatMap(rotation::undoInWholeNumbers);
    }
  }

  /** A sample as seen along the rotated axes. */
  private record Rotated(Sample sample, Isometry rotation) implements Sample {
    @Override
    public LayerShape shape() {
      return sample.shape();
    }

    @Override
    public Role role() {
      return sample.role();
    }

    @Override
    public INDArray rows() {
      return rotation.apply(sample.rows());
    }

    @Override
    public INDArray inputs(int atMost) {
      return rotation.apply(sample.inputs(atMost));
    }
  }
}
