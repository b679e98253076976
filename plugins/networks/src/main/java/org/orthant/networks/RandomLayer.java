package org.orthant.networks;

import java.util.Optional;
import org.orthant.api.Seed;
import org.orthant.api.data.Dataset;
import org.orthant.api.model.LayerShape;

/** A layer whose filters are vectors drawn at random. */
interface RandomLayer {

  LayerShape shape();

  /** Returns what is drawn, for the report. */
  String description();

  /**
   * Draws the vectors.
   *
   * @param dataset the run's; empty where the configuration names none
   * @return [filters, d], row after row
   */
  float[] draw(Optional<Dataset> dataset, Seed seed);
}
