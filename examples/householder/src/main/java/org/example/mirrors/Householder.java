package org.example.mirrors;

import org.apache.commons.math3.random.UnitSphereRandomVectorGenerator;
import org.apache.commons.math3.random.Well19937c;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.orthant.api.Doc;
import org.orthant.api.Id;
import org.orthant.api.InvalidParameterException;
import org.orthant.api.Seed;
import org.orthant.api.model.Isometry;
import org.orthant.api.spi.Rotation;
import org.orthant.api.spi.Sample;

/**
 * Mirrors vectors at random hyperplanes through the origin, one after the other. One mirror turns
 * little of a long vector; d of them in a row could make any orthogonal matrix.
 *
 * <p>Source: Householder, Journal of the ACM 5, 1958.
 */
@Id("householder")
@Doc(
    value = "Mirrors vectors at random hyperplanes, one after the other",
    formula = "R = H₁ H₂ … Hₖ, H = I − 2 v vᵀ, |v| = 1",
    source = "Householder, Journal of the ACM 5, 1958")
public record Householder(@Doc("How many hyperplanes") int mirrors) implements Rotation {

  public Householder {
    InvalidParameterException.unless(
        mirrors >= 1 && mirrors <= 1000, "mirrors", "must lie in 1 … 1000", mirrors);
  }

  /** The defaults. */
  public Householder() {
    this(16);
  }

  @Override
  public Isometry fit(Sample sample, Seed seed) {
    int dimension = sample.role().dimension(sample.shape());
    UnitSphereRandomVectorGenerator generator =
        new UnitSphereRandomVectorGenerator(dimension, new Well19937c(seed.value()));
    double[][] normals = new double[mirrors][];
    for (int k = 0; k < mirrors; k++) {
      normals[k] = generator.nextVector();
    }
    return new Mirrors(normals);
  }

  /** A mirror undoes itself, so the way back is the same mirrors in the other order. */
  private record Mirrors(double[][] normals) implements Isometry {
    @Override
    public INDArray apply(INDArray rows) {
      double[] components = rows.dup('c').data().asDouble();
      for (int k = normals.length - 1; k >= 0; k--) {
        mirror(components, normals[k]);
      }
      return Nd4j.create(components, rows.shape(), rows.dataType());
    }

    @Override
    public INDArray undo(INDArray rows) {
      double[] components = rows.dup('c').data().asDouble();
      for (double[] normal : normals) {
        mirror(components, normal);
      }
      return Nd4j.create(components, rows.shape(), rows.dataType());
    }

    private static void mirror(double[] components, double[] normal) {
      for (int row = 0; row < components.length; row += normal.length) {
        double distance = 0;
        for (int i = 0; i < normal.length; i++) {
          distance += normal[i] * components[row + i];
        }
        for (int i = 0; i < normal.length; i++) {
          components[row + i] -= 2 * distance * normal[i];
        }
      }
    }
  }
}
