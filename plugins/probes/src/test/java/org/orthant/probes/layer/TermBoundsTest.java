package org.orthant.probes.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.orthant.api.Seed;
import org.orthant.api.measure.Evidence;
import org.orthant.api.measure.LayerView;
import org.orthant.api.measure.Recording;
import org.orthant.api.measure.SelectedLayer;
import org.orthant.api.measure.Trial;
import org.orthant.api.measure.Weights;
import org.orthant.api.model.Extent;
import org.orthant.api.model.ImageShape;
import org.orthant.api.model.LayerKind;
import org.orthant.api.model.LayerShape;
import org.orthant.api.model.Pads;
import org.orthant.api.model.Window;
import org.orthant.api.statistics.Outcomes;
import org.orthant.testkit.FakeBlock;
import org.orthant.testkit.FakeLayer;
import org.orthant.testkit.MemoryRecording;

class TermBoundsTest {
  private static final float[][] FILTERS = {{3, 4}, {0, 2}};

  @Test
  void areTheFiltersLengthsTimesTheLargestInput() {
    assertThat(bounds(Pads.NONE, -9)).containsExactly(new double[] {2.5, 1}, within(1e-6));
    assertThat(bounds(new Pads(0, 0, 1, 0), 0))
        .containsExactly(new double[] {2.5, 1}, within(1e-6));
  }

  @Test
  void padsCountAsWhatTheyHold() {
    assertThat(bounds(new Pads(0, 0, 1, 0), -9))
        .containsExactly(new double[] {45, 18}, within(1e-6));
    assertThat(bounds(new Pads(0, 0, 1, 0), 0.25f))
        .containsExactly(new double[] {2.5, 1}, within(1e-6));
  }

  private static double[] bounds(Pads pads, float padValue) {
    LayerShape shape =
        new LayerShape(
            "conv1",
            LayerKind.CONVOLUTION,
            new ImageShape(1, 3, 1),
            new Window(new Extent(1, 2), Extent.ONE, Extent.ONE, pads),
            padValue,
            2,
            1);
    FakeLayer layer = new FakeLayer(shape, FILTERS, Map.of(), new Seed(1));
    MemoryRecording recording = new MemoryRecording();
    TermBounds.write(
        new FakeBlock(layer, 0, new float[][] {{0.1f, -0.5f, 0.2f}}), recording.nextGroup());
    return TermBounds.of(new OfOne(layer, recording), shape).ofInputs(Weights.CONTINUOUS);
  }

  private record OfOne(FakeLayer layer, Recording recording) implements Evidence {
    @Override
    public List<SelectedLayer> selected() {
      return List.of(new SelectedLayer(layer.shape(), List.of(), true));
    }

    @Override
    public LayerView view(LayerShape shape) {
      return layer;
    }

    @Override
    public Recording weights(LayerShape shape) {
      throw new AssertionError("what was written of weights is not looked at");
    }

    @Override
    public Recording blocks(Trial trial, LayerShape shape) {
      return recording;
    }

    @Override
    public Recording scores(Trial trial) {
      return new MemoryRecording();
    }

    @Override
    public Outcomes outcomes(Trial trial) {
      throw new AssertionError("outcomes are not looked at");
    }
  }
}
