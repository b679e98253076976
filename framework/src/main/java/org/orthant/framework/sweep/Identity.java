package org.orthant.framework.sweep;

import java.util.List;
import java.util.Optional;
import org.orthant.framework.catalog.jar.PluginJar;
import org.orthant.framework.config.RunSpec;
import org.orthant.framework.digest.Sha256;
import org.orthant.framework.result.Version;

/**
 * What a part's result depends on. Equal identities have equal findings.
 *
 * @param config SHA-256 of the canonical configuration
 * @param orthant Orthant's version
 * @param dataset the dataset's digest; empty where there is none
 * @param plugins SHA-256 of each jar that plugins come from, sorted
 */
record Identity(String config, String orthant, Optional<String> dataset, List<String> plugins) {
  Identity {
    plugins = plugins.stream().sorted().toList();
  }

  static Identity of(RunSpec spec, Optional<String> dataset) {
    return new Identity(
        Sha256.of(spec.yaml()),
        Version.current(),
        dataset,
        spec.jars().stream().map(PluginJar::sha256).toList());
  }

  /** Returns how another differs from this, in words; empty if it does not. */
  Optional<String> difference(Identity other) {
    if (!other.config.equals(config)) {
      return Optional.of("it is of another configuration");
    }
    if (!other.orthant.equals(orthant)) {
      return Optional.of("another version of Orthant wrote it");
    }
    if (!other.dataset.equals(dataset)) {
      return Optional.of("the dataset has changed");
    }
    return other.plugins.equals(plugins)
        ? Optional.empty()
        : Optional.of("the plugins' jars have changed");
  }
}
