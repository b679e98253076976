package org.orthant.formats.equalization;

import java.util.Map;
import org.orthant.api.BadInputException;
import org.orthant.api.graph.Graph;

/** What is made of a float network's weights before anything is measured. Its scores stay. */
public enum Rescaling {
  /** Nothing: the weights are the file's. */
  NONE {
    @Override
    public Rescaled of(Graph graph) {
      return new Rescaled(graph, Map.of());
    }
  },
  /** Batch normalization becomes part of the layer before it. */
  FOLDED {
    @Override
    public Rescaled of(Graph graph) {
      return Folding.of(graph);
    }
  },
  /** The same, and then the ranges of neighbouring layers' channels are made to match. */
  EQUALIZED {
    @Override
    public Rescaled of(Graph graph) {
      Rescaled folded = Folding.of(graph);
      return Equalization.of(folded.graph()).after(folded);
    }
  };

  /** Returns what two parameters ask for; who equalizes folds. */
  public static Rescaling of(boolean fold, boolean equalize) {
    return equalize ? EQUALIZED : fold ? FOLDED : NONE;
  }

  /**
   * The network with other weights.
   *
   * @throws BadInputException if a number would lie beyond float32; the message names its node
   */
  public abstract Rescaled of(Graph graph);
}
