package org.orthant.framework.run.layer;

import org.orthant.api.model.LayerShape;
import org.orthant.api.model.Pads;
import org.orthant.kernels.convolution.Axis;
import org.orthant.kernels.convolution.Window;

/** A layer's window in the form that the kernels take. */
final class KernelWindow {
  private KernelWindow() {}

  static Window of(LayerShape shape) {
    org.orthant.api.model.Window window = shape.window();
    Pads pads = window.pads();
    return new Window(
        new Axis(
            window.kernel().height(),
            window.stride().height(),
            window.dilation().height(),
            pads.top(),
            pads.bottom()),
        new Axis(
            window.kernel().width(),
            window.stride().width(),
            window.dilation().width(),
            pads.left(),
            pads.right()),
        shape.padValue());
  }
}
