package org.orthant.formats.deeplearning4j.layers;

import org.orthant.api.model.Pads;
import org.orthant.formats.draft.Image;

/** Layers without parameters that are no pools. */
final class PlainLayers {
  private PlainLayers() {}

  /** Returns what a layer's function makes of what enters, and nothing else. */
  static Image function(Call call) {
    return Activations.applied(call, call.image());
  }

  /** DeepLearning4J applies no function behind dropout, whatever is set. */
  static Image dropout(Call call) {
    call.draft().drop("dropout " + call.name());
    return call.image();
  }

  static Image zeroPadding(Call call) {
    int[] pads = call.settings().wholes("padding");
    if (pads.length != 4) {
      throw new IllegalArgumentException("padding has " + pads.length + " numbers, not 4");
    }
    return call.draft()
        .pad(call.name(), call.whole(), new Pads(pads[0], pads[1], pads[2], pads[3]), 0);
  }
}
