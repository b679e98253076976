package org.orthant.api.finding;

import java.util.List;
import org.orthant.api.measure.Change;
import org.orthant.api.measure.Correction;

/**
 * A network that a probe advises, under some goal.
 *
 * @param name unique in a run; matches {@link #NAME}, so that it can name a file
 * @param goal what it keeps to, such as "at most 2 bits per weight"
 * @param choices what each selected layer computes with, in the network's order
 * @param images how many test images it was evaluated on, those of the search among them
 * @param refit to how many training images it was corrected; 0 where it was not
 * @param correction what was corrected then
 * @param text what was measured of it, with interval and n
 */
public record Advice(
    String name,
    String goal,
    List<Choice> choices,
    int images,
    int refit,
    Correction correction,
    String text) {
  /** The pattern that a name matches. */
  public static final String NAME = "[a-z0-9][a-z0-9.-]{0,63}";

  public Advice {
    choices = List.copyOf(choices);
  }

  /**
   * The choice for one layer: what it computes with.
   *
   * @param bits per weight, with all that is kept beside the weights; NaN where it is not known
   */
  public record Choice(String layer, Change change, double bits) {}
}
