package org.orthant.framework.config;

import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.orthant.api.spi.Executor;

/**
 * The clusters that a configuration may send work to, whoever wrote it: a run hands them its
 * configuration, its plugins and its network, and what they send back is Java objects. Those of
 * this machine are always among them.
 */
public final class AllowedClusters {
  /** No name that would have to be looked up in the network. */
  private static final Pattern ADDRESS = Pattern.compile("[0-9.]+|\\[[0-9A-Fa-f:.]+]");

  private final Set<String> hosts;
  private final List<String> overrides;

  /**
   * @param hosts those that the user allows, by name or address
   * @param overrides what stands on the command line, such as {@code
   *     executor.spark.master=spark://head:7077}; a cluster that it names is allowed
   */
  public AllowedClusters(List<String> hosts, List<String> overrides) {
    this.hosts = new HashSet<>();
    hosts.forEach(host -> this.hosts.add(host.toLowerCase(Locale.ROOT)));
    this.overrides = List.copyOf(overrides);
  }

  /**
   * Looks at executors.
   *
   * @throws ConfigException if one sends work where it may not
   */
  public void require(List<Named<Executor>> executors) {
    List<Problem> problems = new ArrayList<>();
    for (Named<Executor> executor : executors) {
      for (String host : executor.value().hosts()) {
        if (!holds(host)) {
          problems.add(
              new Problem(
                  executor.position(),
                  String.format(
                      Locale.ROOT,
                      "the executor '%s' sends work to %s, which is not this machine;"
                          + " --allow-cluster %s, or that name in ORTHANT_ALLOW_CLUSTER, allows it",
                      executor.name(),
                      host,
                      host)));
        }
      }
    }
    if (!problems.isEmpty()) {
      throw new ConfigException(problems.stream().distinct().toList());
    }
  }

  private boolean holds(String host) {
    return hosts.contains(host.toLowerCase(Locale.ROOT))
        || overrides.stream().anyMatch(override -> override.contains("//" + host + ":"))
        || isThisMachine(host);
  }

  private static boolean isThisMachine(String host) {
    if (host.equalsIgnoreCase("localhost")) {
      return true;
    }
    try {
      if (!ADDRESS.matcher(host).matches()) {
        return host.equalsIgnoreCase(InetAddress.getLocalHost().getHostName());
      }
      InetAddress address = InetAddress.getByName(host);
      return address.isLoopbackAddress() || NetworkInterface.getByInetAddress(address) != null;
    } catch (IOException e) {
      return false;
    }
  }
}
