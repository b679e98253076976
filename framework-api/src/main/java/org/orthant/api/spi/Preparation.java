package org.orthant.api.spi;

import java.util.Optional;
import org.orthant.api.Progress;
import org.orthant.api.Seed;
import org.orthant.api.data.Dataset;

/**
 * All that a network source works with.
 *
 * @param dataset the opened dataset; empty where the configuration names none
 * @param seed for everything random
 * @param cache files worth finding again
 * @param code identifies the plugins from outside that are part of the network, such as the
 *     quantizer of its weights; empty where there are none. It shapes what is kept in the cache,
 *     since the same parameters can mean something else under another version of a plugin
 * @param platform identifies what last digits can depend on beside all that: the Java virtual
 *     machine, the libraries, the processor. What is finished in the cache stands under any; what
 *     was interrupted under one is not continued under another, since the whole would be neither's
 * @param progress where to say how far it is
 */
public record Preparation(
    Optional<Dataset> dataset,
    Seed seed,
    Cache cache,
    String code,
    String platform,
    Progress progress) {

  /** A preparation for a network whose plugins all come with Orthant, on any platform. */
  public Preparation(Optional<Dataset> dataset, Seed seed, Cache cache, Progress progress) {
    this(dataset, seed, cache, "", "", progress);
  }
}
