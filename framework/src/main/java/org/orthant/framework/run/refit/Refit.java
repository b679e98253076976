package org.orthant.framework.run.refit;

import java.util.Map;
import java.util.Optional;
import org.orthant.api.model.BatchNorm;
import org.orthant.framework.run.inference.ChannelAffine;

/**
 * What was fitted anew for one trial.
 *
 * @param norms the batch normalization of each unit that has one, by the unit's index
 * @param affines what stands behind the products of each layer that no batch normalization follows,
 *     by the unit's index
 */
public record Refit(Map<Integer, BatchNorm> norms, Map<Integer, ChannelAffine> affines) {
  public Refit {
    norms = Map.copyOf(norms);
    affines = Map.copyOf(affines);
  }

  /** Returns what stands behind a unit's products; empty where nothing changes them. */
  public Optional<ChannelAffine> affine(int unit) {
    return Optional.ofNullable(affines.get(unit)).filter(affine -> !affine.isIdentity());
  }
}
