package org.orthant.spark;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.orthant.api.InvalidParameterException;

/**
 * A cluster as Spark names it: threads of this process, or machines that answer for the cluster.
 *
 * @param url such as {@code local[2]} or {@code spark://head:7077}
 */
record Master(String url) {
  private static final Pattern LOCAL = Pattern.compile("local\\[(\\*|[1-9][0-9]{0,3})]");
  private static final String HOST = "([A-Za-z0-9][A-Za-z0-9._-]*|\\[[0-9A-Fa-f:.]+])";
  private static final String ADDRESS = HOST + ":[1-9][0-9]{0,4}";
  private static final Pattern CLUSTER =
      Pattern.compile("spark://" + ADDRESS + "(," + ADDRESS + ")*");
  private static final Pattern LOOPBACK =
      Pattern.compile("localhost|127\\.[0-9]+\\.[0-9]+\\.[0-9]+|\\[::1]");
  private static final int PATIENCE_MILLISECONDS = 5000;

  Master {
    InvalidParameterException.unless(
        LOCAL.matcher(url).matches() || CLUSTER.matcher(url).matches(),
        "master",
        "must be spark://HOST:PORT, local[N] or local[*]",
        url);
  }

  private Stream<String> addresses() {
    return CLUSTER.matcher(url).matches()
        ? Stream.of(url.substring("spark://".length()).split(","))
        : Stream.empty();
  }

  private static String host(String address) {
    return address.substring(0, address.lastIndexOf(':'));
  }

  private static int port(String address) {
    return Integer.parseInt(address.substring(address.lastIndexOf(':') + 1));
  }

  /** The machines that answer for the cluster; none where it is this process. */
  List<String> hosts() {
    return addresses().map(Master::host).toList();
  }

  /** Whether nothing beyond this machine takes part. */
  boolean isOfThisMachine() {
    return addresses().allMatch(address -> LOOPBACK.matcher(host(address)).matches());
  }

  /** Why no machine answers for the cluster; empty if one does. */
  Optional<String> silence() {
    List<String> reasons = addresses().map(Master::silence).flatMap(Optional::stream).toList();
    return addresses().count() > reasons.size() ? Optional.empty() : reasons.stream().findFirst();
  }

  /** Spark itself would ask for a minute and then not say what happened. */
  private static Optional<String> silence(String address) {
    String host = host(address).replaceAll("[\\[\\]]", "");
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(host, port(address)), PATIENCE_MILLISECONDS);
      return Optional.empty();
    } catch (IOException | IllegalArgumentException e) {
      return Optional.of(
          String.format(
              Locale.ROOT,
              "no Spark master answers at %s: %s: %s",
              address,
              e.getClass().getSimpleName(),
              e.getMessage()));
    }
  }
}
