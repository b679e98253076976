package org.orthant.testkit;

import static org.orthant.testkit.Rules.require;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.orthant.api.Seed;
import org.orthant.api.model.LayerShape;
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
