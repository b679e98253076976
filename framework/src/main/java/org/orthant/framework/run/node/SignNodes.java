package org.orthant.framework.run.node;

import java.util.List;
import java.util.Optional;
import org.orthant.api.graph.Concat;
import org.orthant.api.graph.Flatten;
import org.orthant.api.graph.Node;
import org.orthant.api.graph.Pad;
import org.orthant.api.graph.Pool;
import org.orthant.api.model.Window;
import org.orthant.kernels.convolution.Axis;
import org.orthant.kernels.convolution.PackedImages;

/** What nodes that only move signs give, a bit each. */
public final class SignNodes {
  private SignNodes() {}

  /**
   * Returns what leaves a node; empty where it is not signs, or where numbers must be asked.
   *
   * @param inputs what enters, in the order of the node
   */
  public static Optional<PackedImages> apply(Node node, List<PackedImages> inputs) {
    PackedImages first = inputs.get(0);
    if (node instanceof Concat) {
      return Optional.of(PackedImages.concatenated(inputs));
    } else if (node instanceof Flatten) {
      return Optional.of(first.flattened());
    } else if (node instanceof Pool pool && pool.kind() == Pool.Kind.MAX) {
      return Optional.of(first.maximum(down(pool.window()), across(pool.window())));
    } else if (node instanceof Pad pad && Math.abs(pad.value()) == 1) {
      return Optional.of(
          first.padded(
              pad.pads().top(),
              pad.pads().bottom(),
              pad.pads().left(),
              pad.pads().right(),
              (int) pad.value()));
    }
    return Optional.empty();
  }

  private static Axis down(Window window) {
    return new Axis(
        window.kernel().height(),
        window.stride().height(),
        window.dilation().height(),
        window.pads().top(),
        window.pads().bottom());
  }

  private static Axis across(Window window) {
    return new Axis(
        window.kernel().width(),
        window.stride().width(),
        window.dilation().width(),
        window.pads().left(),
        window.pads().right());
  }
}
