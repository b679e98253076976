package org.orthant.api.model;

import java.io.IOException;

/**
 * A layer whose weights lie elsewhere, such as in a file larger than memory. They are opened when
 * they are asked for, and let go before those of many other layers are opened.
 */
public interface StoredLayer {

  /** Returns what is known of the layer before its weights are opened. */
  LayerOutline outline();

  /**
   * Opens the weights, anew each time; several threads may call it.
   *
   * @return a layer of that outline; its array is the caller's, who closes it
   * @throws org.orthant.api.BadInputException if they cannot be used, such as where one is NaN; a
   *     run then goes on without this layer, and the message, one line, says why
   * @throws IOException if they cannot be read, which ends a run
   */
  Layer open() throws IOException;
}
