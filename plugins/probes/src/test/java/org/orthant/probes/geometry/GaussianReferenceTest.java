package org.orthant.probes.geometry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.orthant.api.Seed;
import org.orthant.api.model.VectorMap;
import org.orthant.api.statistics.Moments;

class GaussianReferenceTest {
  private static final int DIMENSION = 10;

  @Test
  void signsAreKnownAsSigns() {
    GaussianReference signs = reference(rows -> mapped(rows, GaussianReferenceTest::sign));

    assertThat(signs.signs().count()).isEqualTo(signs.cosines().length).isEqualTo(65536);
    assertThat(signs.signs().hits()).isEqualTo(65536);
    agreesWithTheClosedForm(signs);
  }

  @Test
  void scaledSignsAreKnownAsSigns() {
    GaussianReference scaled =
        reference(rows -> mapped(rows, x -> x > 0 ? 0.7978846f : -0.7978846f));

    assertThat(scaled.signs().hits()).isEqualTo(65536);
  }

  /** Gaussian vectors look the same from every side. */
  @Test
  void signsAlongOtherAxesAreNotSignsButMakeTheSameAngle() {
    GaussianReference mirrored =
        reference(rows -> mirrored(mapped(mirrored(rows), GaussianReferenceTest::sign)));

    assertThat(mirrored.signs().count()).isEqualTo(65536);
    assertThat(mirrored.signs().hits()).isLessThan(65536);
    agreesWithTheClosedForm(mirrored);
  }

  @Test
  void aVectorThatBecomesZeroHasNoAngle() {
    GaussianReference lost = reference(rows -> mapped(rows, x -> Math.abs(x) > 1 ? sign(x) : 0));
    double undefined = DoubleStream.of(lost.cosines()).filter(Double::isNaN).count();
    double expected = Math.pow(new TernaryAngle(1).zeroFraction(), DIMENSION);

    assertThat(undefined / 65536)
        .isCloseTo(expected, within(4 * Math.sqrt(expected * (1 - expected) / 65536)));
    assertThat(lost.signs().hits()).isLessThan(1000);
  }

  @Test
  void allMapsSeeTheSameVectors() {
    VectorMap same = rows -> rows.dup('c');
    VectorMap signs = rows -> mapped(rows, GaussianReferenceTest::sign);
    Map<String, GaussianReference> both =
        GaussianReference.of(vectors(), Map.of("same", same, "signs", signs));

    assertThat(both.get("signs").cosines()).containsExactly(reference(signs).cosines());
    assertThat(both.get("same").cosines()[0]).isCloseTo(1, within(1e-15));
    assertThat(both.get("same").signs().hits()).isZero();
  }

  private static void agreesWithTheClosedForm(GaussianReference reference) {
    Moments cosines = new Moments();
    DoubleStream.of(reference.cosines()).forEach(cosines::add);
    SignAngle exact = new SignAngle(DIMENSION);

    assertThat(cosines.mean())
        .isCloseTo(exact.meanCosine(), within(4 * Math.sqrt(exact.cosineVariance() / 65536)));
    assertThat(cosines.variance())
        .isCloseTo(
            exact.cosineVariance(),
            within(4 * exact.cosineVariance() * Math.sqrt((cosines.excessKurtosis() + 2) / 65536)));
  }

  private static GaussianReference reference(VectorMap map) {
    return GaussianReference.of(vectors(), Map.of("map", map)).get("map");
  }

  private static GaussianVectors vectors() {
    return new GaussianVectors(DIMENSION, 1, new Seed(4));
  }

  private static float sign(float x) {
    return x > 0 ? 1 : -1;
  }

  private interface Component {
    float map(float x);
  }

  private static INDArray mapped(INDArray rows, Component component) {
    float[] values = rows.data().asFloat();
    for (int i = 0; i < values.length; i++) {
      values[i] = component.map(values[i]);
    }
    return Nd4j.create(values, rows.shape(), 'c');
  }

  /** The mirror image in the plane through 0 that is perpendicular to (1, 2, …, d). */
  private static INDArray mirrored(INDArray rows) {
    float[] values = rows.data().asFloat();
    double length = 0;
    for (int c = 1; c <= DIMENSION; c++) {
      length += c * c;
    }
    for (int row = 0; row < values.length; row += DIMENSION) {
      double along = 0;
      for (int c = 0; c < DIMENSION; c++) {
        along += (c + 1) * values[row + c];
      }
      for (int c = 0; c < DIMENSION; c++) {
        values[row + c] -= (float) (2 * along / length * (c + 1));
      }
    }
    return Nd4j.create(values, rows.shape(), 'c');
  }
}
