package org.orthant.framework.run.node;

import java.util.Arrays;
import org.orthant.api.graph.Pool;
import org.orthant.api.model.ImageShape;
import org.orthant.api.model.Window;
import org.orthant.kernels.lanes.LaneImages;

/** What {@link Pooling} computes, of images in lanes. */
public record LanePooling(Pool pool, ImageShape output) {

  /** The largest or the average of each window. */
  public LaneImages pooled(LaneImages images) {
    float[][] result = new float[images.channels()][];
    for (int c = 0; c < result.length; c++) {
      result[c] = pooled(images.channel(c), images);
    }
    return new LaneImages(result, images.images(), output.height(), output.width());
  }

  private float[] pooled(float[] channel, LaneImages images) {
    int count = images.images();
    float[] result = new float[output.height() * output.width() * count];
    if (pool.kind() == Pool.Kind.MAX) {
      Arrays.fill(result, Float.NEGATIVE_INFINITY);
    }
    for (int y = 0; y < output.height(); y++) {
      for (int x = 0; x < output.width(); x++) {
        pool(channel, images, y, x, result, (y * output.width() + x) * count);
      }
    }
    return result;
  }

  private void pool(float[] channel, LaneImages images, int y, int x, float[] result, int target) {
    Window window = pool.window();
    int count = images.images();
    int met = 0;
    for (int tap = 0; tap < window.kernel().area(); tap++) {
      int row =
          y * window.stride().height()
              - window.pads().top()
              + tap / window.kernel().width() * window.dilation().height();
      int column =
          x * window.stride().width()
              - window.pads().left()
              + tap % window.kernel().width() * window.dilation().width();
      if (row >= 0 && row < images.height() && column >= 0 && column < images.width()) {
        take(channel, (row * images.width() + column) * count, result, target, count);
        met++;
      }
    }
    if (pool.kind() == Pool.Kind.AVERAGE) {
      float divisor = pool.padsCount() ? window.kernel().area() : met;
      for (int i = target; i < target + count; i++) {
        result[i] /= divisor;
      }
    }
  }

  private void take(float[] from, int source, float[] to, int target, int count) {
    if (pool.kind() == Pool.Kind.MAX) {
      for (int i = 0; i < count; i++) {
        to[target + i] = Math.max(to[target + i], from[source + i]);
      }
    } else {
      for (int i = 0; i < count; i++) {
        to[target + i] += from[source + i];
      }
    }
  }
}
