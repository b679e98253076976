package org.orthant.probes.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.orthant.api.finding.Finding;
import org.orthant.api.finding.Subject;
import org.orthant.api.finding.Verdict;
import org.orthant.api.measure.Inventory;
import org.orthant.api.measure.SelectedLayer;
import org.orthant.api.model.ImageShape;
import org.orthant.api.model.LayerShape;
import org.orthant.api.model.Storage;
import org.orthant.api.model.Storage.Kind;
import org.orthant.testkit.ProbeRun;

/** A convolution of 6 filters of 18 weights at 16 places, and 10 filters of 96 weights at one. */
class CostTest {
  private static final LayerShape CONVOLUTION =
      LayerShape.same("conv", new ImageShape(4, 4, 2), 3, 6);
  private static final LayerShape DENSE = LayerShape.dense("dense", 96, 10);
  private static final Storage SCALED = Storage.signs().and(6 * 32);

  private static final Inventory.Item SIGNS =
      new Inventory.Item(
          CONVOLUTION,
          Optional.of(SCALED),
          Optional.of(Storage.floats()),
          Map.of("int4", Storage.of(Kind.INTEGER, 4).and(6 * 32)),
          Map.of("int4", Storage.of(Kind.INTEGER, 4)));
  private static final Inventory.Item FLOATS =
      new Inventory.Item(
          DENSE,
          Optional.of(Storage.floats()),
          Optional.of(Storage.signs()),
          Map.of("int4", Storage.of(Kind.INTEGER, 4).and(10 * 32), "signs", Storage.signs()),
          Map.of("int4", Storage.of(Kind.INTEGER, 4)));

  @Test
  void countsWhatLayersKeepAndMultiply() {
    ProbeRun run = run(List.of("int4"), SIGNS, FLOATS);

    assertThat(value(run, Subject.layer("conv"), "bits-per-weight")).isEqualTo(300 / 108.0);
    assertThat(value(run, Subject.layer("conv"), "kilobytes")).isEqualTo(300 / 8000.0);
    assertThat(value(run, Subject.layer("conv"), "multiply-adds-float")).isEqualTo(16 * 18 * 6);
    assertThat(value(run, Subject.of("conv", "int4"), "kilobytes"))
        .isEqualTo((4 * 108 + 192) / 8000.0);
    assertThat(value(run, Subject.of("dense", "int4"), "multiply-adds-integer")).isEqualTo(960);
    assertThat(value(run, Subject.of("dense", "signs"), "multiply-adds-xnor")).isEqualTo(960);
    assertThat(value(run, Subject.of("dense", "signs"), "bits-per-weight")).isEqualTo(1);
    assertThat(run.conclusion().verdicts()).isEmpty();
  }

  @Test
  void countsWhatTheNetworkKeepsBesideItsWeights() {
    ProbeRun run = run(List.of("int4"), SIGNS, FLOATS);
    Subject network = Subject.network();

    assertThat(value(run, network, "parameters")).isEqualTo(108 + 960 + 10 + 24);
    assertThat(value(run, network, "kilobytes-beside-weights")).isEqualTo(34 * 4 / 1000.0);
    assertThat(value(run, network, "kilobytes-in-float32")).isEqualTo(1102 * 4 / 1000.0);
    assertThat(value(run, network, "kilobytes")).isEqualTo((300 + 960 * 32 + 34 * 32) / 8000.0);
    assertThat(value(run, network, "multiply-adds-float")).isEqualTo(1728 + 960);
  }

  @Test
  void countsTheWholeNetworkUnderEachChangeOfAllLayers() {
    ProbeRun run = run(List.of("int4"), SIGNS, FLOATS);
    Subject weights = Subject.changed("all", "weights:int4");
    Subject both = Subject.changed("all", "weights:int4,inputs:int4");

    double kilobytes = (4 * (108 + 960) + 32 * 16 + 32 * 34) / 8000.0;
    assertThat(value(run, weights, "kilobytes")).isEqualTo(kilobytes);
    assertThat(value(run, weights, "multiply-adds-float")).isEqualTo(1728);
    assertThat(value(run, weights, "multiply-adds-integer")).isEqualTo(960);
    assertThat(value(run, both, "kilobytes")).isEqualTo(kilobytes);
    assertThat(value(run, both, "multiply-adds-integer")).isEqualTo(1728 + 960);
    assertThat(value(run, Subject.changed("all", "weights:continuous"), "kilobytes"))
        .isEqualTo(1102 * 4 / 1000.0);
  }

  @Test
  void aSumOfSignsMultipliesEachAndARotationTurnsTheInputs() {
    MultiplyAdds sums = MultiplyAdds.of(DENSE, Storage.of(Kind.SIGN, 3).sumOf(3), Storage.signs());
    MultiplyAdds turned = MultiplyAdds.of(DENSE, Storage.signs().rotated(700), Storage.signs());

    assertThat(sums.counts()).isEqualTo(Map.of(Kind.SIGN, 3L * 960));
    assertThat(turned.counts()).isEqualTo(Map.of(Kind.FLOAT, 960L + 700));
  }

  @Test
  void saysWhatIsNotKnownAndCountsNoTotalOfIt() {
    Inventory.Item unknown =
        new Inventory.Item(CONVOLUTION, Optional.empty(), Optional.empty(), Map.of(), Map.of());
    ProbeRun run = run(List.of("int4"), unknown, FLOATS);

    assertThat(run.conclusion().verdicts())
        .extracting(Verdict::subject, Verdict::open)
        .contains(tuple(Subject.layer("conv"), false), tuple(Subject.of("conv", "int4"), false));
    assertThat(run.conclusion().verdicts().get(0).reason())
        .startsWith("In how many bits conv keeps its weights,")
        .endsWith(", and what enters it is not known");
    assertThat(run.conclusion().findings())
        .noneMatch(
            finding ->
                finding.metric().equals("kilobytes") && finding.subject().layer().equals("network"))
        .anyMatch(finding -> finding.metric().equals("parameters"));
  }

  private static ProbeRun run(List<String> ofConvolution, Inventory.Item... items) {
    List<String> inputs = List.of("int4");
    return ProbeRun.onInventory(
        new Cost(),
        List.of(
            new SelectedLayer(CONVOLUTION, ofConvolution, true, true, true, inputs),
            new SelectedLayer(DENSE, List.of("int4", "signs"), false, true, false, inputs)),
        new Inventory(List.of(items), 10, 24));
  }

  private static double value(ProbeRun run, Subject subject, String metric) {
    return run.conclusion().findings().stream()
        .filter(finding -> finding.subject().equals(subject) && finding.metric().equals(metric))
        .map(finding -> ((Finding.Scalar) finding).value())
        .findFirst()
        .orElseThrow();
  }
}
