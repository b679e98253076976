package org.orthant.framework.run.node;

import org.orthant.api.model.ImageShape;

/** Which number of an image of fewer pixels or channels meets which of a larger one. */
final class Broadcast {
  private final ImageShape small;
  private final ImageShape large;
  private final boolean equal;

  Broadcast(ImageShape small, ImageShape large) {
    this.small = small;
    this.large = large;
    this.equal = small.equals(large);
  }

  /** The place in all small images of what meets a place in all large ones. */
  int source(int place) {
    if (equal) {
      return place;
    }
    int channel = place % large.channels();
    int pixel = place / large.channels() % (large.height() * large.width());
    int image = place / large.size();
    return image * small.size()
        + (small.height() == 1 && small.width() == 1 ? 0 : pixel * small.channels())
        + (small.channels() == 1 ? 0 : channel);
  }
}
