package org.orthant.probes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.orthant.probes.ablation.Ablation;
import org.orthant.probes.ablation.Judged;
import org.orthant.probes.advice.Budgets;
import org.orthant.probes.advice.CostKind;
import org.orthant.probes.advice.LayerAdvice;
import org.orthant.probes.advice.LayerAssignment;
import org.orthant.probes.advice.Rates;
import org.orthant.probes.column.ColumnOutliers;
import org.orthant.probes.cost.Cost;
import org.orthant.probes.error.QuantizationError;
import org.orthant.probes.output.JudgedBy;
import org.orthant.probes.output.OutputChange;
import org.orthant.testkit.Contracts;
import org.orthant.testkit.ProbeContract;

class ContractsTest {

  @Test
  void noPluginIsForgotten() {
    assertThat(Contracts.missingIn(ContractsTest.class)).isEmpty();
  }

  @Nested
  class OfAblation extends ProbeContract<Ablation> {}

  @Nested
  class OfAccuracy extends ProbeContract<Accuracy> {}

  @Nested
  class OfActivationDotProduct extends ProbeContract<ActivationDotProduct> {}

  @Nested
  class OfAngle extends ProbeContract<Angle> {}

  @Nested
  class OfCost extends ProbeContract<Cost> {}

  @Nested
  class OfDotProduct extends ProbeContract<DotProduct> {}

  @Nested
  class OfLayerAdvice extends ProbeContract<LayerAdvice> {
    @Override
    protected List<LayerAdvice> plugins() {
      return List.of(
          byDefault(),
          new LayerAdvice(
              Optional.of(List.of("binary", "continuous")),
              Optional.empty(),
              Optional.of(
                  new Budgets(Optional.empty(), Optional.empty(), Optional.of(List.of(0.0, 0.3)))),
              CostKind.OPERATIONS,
              new Rates(),
              Map.of(),
              25,
              0,
              0,
              Judged.RAW,
              2));
    }
  }

  @Nested
  class OfLayerAssignment extends ProbeContract<LayerAssignment> {
    @Override
    protected List<LayerAssignment> plugins() {
      return List.of(
          byDefault(),
          new LayerAssignment(
              Map.of("conv1", "ternary", "dense1", "continuous"), Map.of(), 25, 0, 0, Judged.RAW));
    }
  }

  @Nested
  class OfOutputChange extends ProbeContract<OutputChange> {
    @Override
    protected List<OutputChange> plugins() {
      return List.of(
          byDefault(),
          new OutputChange(7, 0, true, false, Optional.empty(), JudgedBy.RELATIVE_ERROR, 0.5, 2));
    }
  }

  @Nested
  class OfPermutation extends ProbeContract<Permutation> {}

  @Nested
  class OfQuantizationError extends ProbeContract<QuantizationError> {
    @Override
    protected List<QuantizationError> plugins() {
      return List.of(byDefault(), new QuantizationError(0, 1, 3));
    }
  }

  @Nested
  class OfColumnOutliers extends ProbeContract<ColumnOutliers> {}

  @Nested
  class OfSpectrum extends ProbeContract<Spectrum> {}

  @Nested
  class OfWeightDistribution extends ProbeContract<WeightDistribution> {}

  @Nested
  class OfWeightGradient extends ProbeContract<WeightGradient> {}
}
