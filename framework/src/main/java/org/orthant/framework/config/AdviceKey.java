package org.orthant.framework.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the key {@code advice} stands for: the probe of that name after all others, measured as
 * probe {@code ablation} is where that is among them, so that the two share what they measure.
 */
public final class AdviceKey {
  /** The probe's id, which is the key too. */
  public static final String PROBE = RunKey.ADVICE.id();

  private static final String ABLATION = "ablation";

  /** What both probes are told. */
  private static final List<String> SHARED =
      List.of("images", "refit", "bias-correction", "judged");

  private AdviceKey() {}

  /**
   * The probe as it would stand among the others.
   *
   * @param probes what stands at the key {@code probes}
   */
  static Tree.Mapping probe(Tree advice, List<Tree> probes) {
    Tree parameters =
        advice instanceof Tree.Mapping given ? completed(given, ablation(probes)) : advice;
    return new Tree.Mapping(
        advice.position(), List.of(new Tree.Entry(advice.position(), PROBE, parameters)));
  }

  private static Tree.Mapping completed(Tree.Mapping given, Optional<Tree.Mapping> ablation) {
    List<Tree.Entry> entries = new ArrayList<>(given.entries());
    for (String key : SHARED) {
      if (given.entry(key).isEmpty()) {
        ablation.flatMap(parameters -> parameters.entry(key)).ifPresent(entries::add);
      }
    }
    return new Tree.Mapping(given.position(), entries);
  }

  private static Optional<Tree.Mapping> ablation(List<Tree> probes) {
    for (Tree probe : probes) {
      if (probe instanceof Tree.Mapping named
          && named.entry(ABLATION).isPresent()
          && named.entry(ABLATION).get().value() instanceof Tree.Mapping parameters) {
        return Optional.of(parameters);
      }
    }
    return Optional.empty();
  }
}
