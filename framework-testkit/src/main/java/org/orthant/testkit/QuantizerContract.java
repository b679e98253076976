package org.orthant.testkit;

import static org.orthant.testkit.Rules.require;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.orthant.api.Seed;
import org.orthant.api.model.LayerShape;
import org.orthant.api.model.Storage;
import org.orthant.api.model.VectorMap;
import org.orthant.api.spi.Quantizer;
import org.orthant.api.spi.Role;
import org.orthant.api.spi.Sample;

/**
 * What every quantizer must hold to: {@code class BinaryContractTest extends
 * QuantizerContract<Binary> {}}.
 *
 * @param <P> the quantizer under test
 */
public abstract class QuantizerContract<P extends Quantizer> extends MapContract<P> {
  private static final int ROWS_TO_COUNT = 3;

  @Test
  final void staysFinite() {
    forEachDirection(
        (each, map) -> {
          INDArray rows = Abusive.rows(each.dimension(), SEED);
          double[][] results = Numbers.rows(map.apply(rows));
          double[][] vectors = Numbers.rows(rows);
          for (int r = 0; r < vectors.length; r++) {
            require(
                Numbers.areFinite(results[r]),
                "%s maps %s to %s: finite numbers must stay finite, so sum in double, and mind"
                    + " divisions by zero",
                each,
                Arrays.toString(vectors[r]),
                Arrays.toString(results[r]));
          }
        });
  }

  @Test
  final void keepsNoMoreThanItSays() {
    for (Case<P> each : served()) {
      Optional<Storage> said = each.plugin().storage(each.shape(), each.role());
      require(
          said != null && said.equals(each.plugin().storage(each.shape(), each.role())),
          "storage of %s is null or changes: it may depend on its arguments alone; return"
              + " Optional.empty() where you do not know",
          each);
      if (each.role() == Role.WEIGHTS && said.stream().anyMatch(QuantizerContract::isInPlace)) {
        requireFewValues(each, said.get());
      }
    }
  }

  private static boolean isInPlace(Storage storage) {
    return storage.rotation().isEmpty() && storage.bits() < Storage.FLOAT_BITS;
  }

  /** A scale takes eight bits or more, and brings no more values than its components have. */
  private void requireFewValues(Case<P> each, Storage said) {
    int filters = Role.WEIGHTS.vectors(each.shape());
    long scales = Math.max(1, said.beside() / filters / Byte.SIZE);
    double most = Math.scalb((double) scales, said.bits());
    for (double[] row : Numbers.rows(fit(each).apply(each.rows(ROWS_TO_COUNT)))) {
      long values = Arrays.stream(row).distinct().count();
      require(
          values <= most,
          "storage of %s says %d bits a component and %d beside, but a vector has %d values: count"
              + " what tells them apart",
          each,
          said.bits(),
          said.beside(),
          values);
      long magnitudes = Arrays.stream(row).map(Math::abs).distinct().count();
      require(
          said.kind() != Storage.Kind.SIGN || said.terms() > 1 || magnitudes <= scales,
          "storage of %s says signs, but a vector has %d magnitudes for %d scales",
          each,
          magnitudes,
          scales);
    }
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
  final VectorMap fit(P plugin, Sample sample, Seed seed) {
    return plugin.fit(sample, seed);
  }

  @Override
  final List<VectorMap> directions(VectorMap fitted) {
    return List.of(fitted);
  }
}
