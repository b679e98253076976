package org.orthant.framework.run.measure;

import org.orthant.api.BadInputException;
import org.orthant.framework.run.layer.Arithmetic;

/**
 * What holds for the whole run.
 *
 * @param arithmetic in which images pass the network
 * @param verified whether plugins are held to all of their contracts, whatever it costs
 */
public record RunSettings(Arithmetic arithmetic, boolean verified) {

  /**
   * Those with the arithmetic that was chosen for this process.
   *
   * @throws BadInputException if what was chosen is none
   */
  public static RunSettings chosen(boolean verified) {
    return new RunSettings(Arithmetic.chosen(), verified);
  }
}
