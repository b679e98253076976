package org.orthant.framework.run.measure;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Semaphore;
import org.orthant.framework.run.layer.OpenedLayer;
import org.orthant.framework.run.layer.StoredLayers;
import org.orthant.framework.run.layer.StoredLayers.UnusableLayerException;
import org.orthant.framework.run.lending.Exhibition;
import org.orthant.framework.run.lending.ProbeCaller;

/**
 * Shows the weights of a layer that is not in memory to the probes. As many layers are open side by
 * side as the heap has room for.
 */
public final class LayerMeasurer {
  /** Permits are for so many numbers, so that they can be counted in an int. */
  private static final int UNIT = 1 << 10;

  private final PreparedRun prepared;
  private final StoredLayers stored;
  private final WeightsAsker asker;
  private final ProbeCaller caller;
  private final int permits = permits(StoredLayers.mostNumbers());
  private final Semaphore room = new Semaphore(permits, true);

  public LayerMeasurer(PreparedRun prepared, ProbeCaller caller) {
    this.prepared = prepared;
    this.stored = prepared.stored();
    this.asker = new WeightsAsker(prepared, caller);
    this.caller = caller;
  }

  private static int permits(long numbers) {
    return (int) Math.min(Integer.MAX_VALUE, 1 + numbers / UNIT);
  }

  /** Returns how many layers there are. */
  int count() {
    return stored.layers().size();
  }

  String name(int index) {
    return stored.shape(index).name();
  }

  /** Returns what the layer of that number gives; several threads may call it. */
  LayerResult measure(int index) {
    try {
      LayerResult result = new LayerResult(weights(index), Optional.empty());
      failed(result, index);
      return result;
    } catch (UnusableLayerException e) {
      return LayerResult.unusable(e.getMessage());
    }
  }

  /** Returns the same in bytes, as those who lead the run read it. */
  public byte[] written(int index) {
    return measure(index).write();
  }

  /** Notes what failed at that layer, in this process or elsewhere. */
  void failed(LayerResult result, int index) {
    caller.failed(result.written().failures(), index);
  }

  /** Notes that a probe failed at that layer. */
  void failed(String probe, int index) {
    caller.failed(probe, index);
  }

  private Measurements.Written weights(int index) {
    int taken = Math.min(permits, permits(stored.numbers(index)));
    try {
      room.acquire(taken);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("interrupted");
    }
    List<OpenedLayer> opened = new ArrayList<>();
    try {
      return Exhibition.during(
          prepared.settings().verified(),
          exhibition -> {
            // Where somebody has changed what was shown, it is read anew.
            opened.forEach(OpenedLayer::close);
            OpenedLayer layer = stored.open(index);
            opened.add(layer);
            return asker.ask(layer, index, exhibition);
          });
    } finally {
      opened.forEach(OpenedLayer::close);
      room.release(taken);
    }
  }
}
