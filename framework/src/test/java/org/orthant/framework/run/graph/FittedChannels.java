package org.orthant.framework.run.graph;

/** Two numbers of each channel, such as a mean and a variance, and how far float32 may lie off. */
public final class FittedChannels {
  private final Bounded first;
  private final Bounded second;

  FittedChannels(Bounded first, Bounded second) {
    this.first = first;
    this.second = second;
  }

  /** The mean, or the factor. */
  public Bounded first() {
    return first;
  }

  /** The variance, or the shift. */
  public Bounded second() {
    return second;
  }
}
