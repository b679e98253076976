package org.orthant.probes.geometry;

import java.util.HashMap;
import java.util.Map;
import org.orthant.api.measure.LayerView;
import org.orthant.api.model.VectorMap;
import org.orthant.api.statistics.Tally;

/**
 * How far one map, whatever quantizer and rotation it is made of, turns Gaussian vectors: a seeded
 * simulation, for where there is no closed form. The standard error of what follows from its
 * cosines is that of as many independent values.
 */
public final class GaussianReference {
  private final double[] cosines;
  private final Tally signs = new Tally();

  private GaussianReference(int count) {
    cosines = new double[count];
  }

  /** The references of some maps, by the maps' names, all from the same vectors. */
  public static Map<String, GaussianReference> of(
      GaussianVectors vectors, Map<String, VectorMap> maps) {
    Map<String, GaussianReference> references = new HashMap<>();
    maps.keySet().forEach(name -> references.put(name, new GaussianReference(vectors.count())));
    vectors.forEachImage(
        maps,
        (name, rows, images, first) ->
            references.get(name).add(rows, images, first, vectors.dimension()));
    return Map.copyOf(references);
  }

  /** Those of a layer's quantizers, as fitted to it, by their names. */
  public static Map<String, GaussianReference> of(GaussianVectors vectors, LayerView layer) {
    return of(vectors, GaussianVectors.maps(layer));
  }

  /** cos∠(x, q(x)) of each vector x; NaN where x or its image has length 0. */
  public double[] cosines() {
    return cosines.clone();
  }

  /** Returns how many of the vectors the map turned into a positive multiple of their signs. */
  public Tally signs() {
    return signs;
  }

  private void add(float[] rows, float[] images, int first, int dimension) {
    double[] part = RowCosines.of(rows, images, dimension);
    System.arraycopy(part, 0, cosines, first, part.length);
    signs.merge(SignRows.among(rows, images, dimension));
  }
}
