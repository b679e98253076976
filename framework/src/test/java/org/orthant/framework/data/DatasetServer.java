package org.orthant.framework.data;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.orthant.api.data.Download;

/** A server on this machine that gives each request the next of its answers, the last for ever. */
final class DatasetServer implements AutoCloseable {
  static final InetAddress HOST = InetAddress.getLoopbackAddress();

  private static final String NAME = "/published/file.gz";

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<String> ranges = new CopyOnWriteArrayList<>();

  DatasetServer(HttpHandler... answers) throws IOException {
    server = HttpServer.create(new InetSocketAddress(HOST, 0), 0);
    server.setExecutor(threads);
    server.createContext(
        NAME,
        exchange -> {
          String range = exchange.getRequestHeaders().getFirst("Range");
          ranges.add(range == null ? "" : range);
          try (exchange) {
            answers[Math.min(ranges.size(), answers.length) - 1].handle(exchange);
          }
        });
    server.start();
  }

  URI uri() {
    return uri(server.getAddress().getPort());
  }

  /** The address it would have at another port. */
  static URI uri(int port) {
    return URI.create("http://%s:%d%s".formatted(HOST.getHostAddress(), port, NAME));
  }

  /** The Range header of each request so far, empty where there was none. */
  List<String> ranges() {
    return ranges;
  }

  Download file(byte[] content) {
    return Download.file(uri(), content.length, sha256(content));
  }

  Download archive(byte[] content, long unpacked) {
    return Download.archive(uri(), content.length, sha256(content), unpacked);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  /** Honours ranges. */
  static HttpHandler whole(byte[] content) {
    return exchange -> send(content.length, content, exchange);
  }

  /**
   * Honours ranges, announces everything, and breaks the connection off there; not before the
   * client has stored what was sent, for it drops what it has not yet looked at.
   */
  static HttpHandler upTo(int end, byte[] content, Path stored) {
    return exchange -> {
      send(end, content, exchange);
      exchange.getResponseBody().flush();
      try {
        while (Files.size(stored) < end) {
          Thread.sleep(1);
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    };
  }

  private static void send(int end, byte[] content, HttpExchange exchange) throws IOException {
    String range = exchange.getRequestHeaders().getFirst("Range");
    int start = range == null ? 0 : Integer.parseInt(range.replaceAll("\\D", ""));
    if (range != null) {
      exchange
          .getResponseHeaders()
          .set(
              "Content-Range",
              "bytes %d-%d/%d".formatted(start, content.length - 1, content.length));
    }
    exchange.sendResponseHeaders(range == null ? 200 : 206, content.length - start);
    exchange.getResponseBody().write(content, start, end - start);
  }

  /** Knows no ranges. */
  static HttpHandler withoutRanges(byte[] content) {
    return exchange -> {
      exchange.sendResponseHeaders(200, content.length);
      exchange.getResponseBody().write(content);
    };
  }

  /** Does not say how long the content is. */
  static HttpHandler chunked(byte[] content) {
    return exchange -> {
      exchange.sendResponseHeaders(200, 0);
      exchange.getResponseBody().write(content);
    };
  }

  /** Goes on somewhere, and says so. */
  static HttpHandler from(int start, byte[] content) {
    return exchange -> {
      exchange
          .getResponseHeaders()
          .set(
              "Content-Range",
              "bytes %d-%d/%d".formatted(start, content.length - 1, content.length));
      exchange.sendResponseHeaders(206, content.length - start);
      exchange.getResponseBody().write(Arrays.copyOfRange(content, start, content.length));
    };
  }

  static HttpHandler status(int status) {
    return exchange -> exchange.sendResponseHeaders(status, -1);
  }

  static HttpHandler redirect(URI to) {
    return exchange -> {
      exchange.getResponseHeaders().set("Location", to.toString());
      exchange.sendResponseHeaders(302, -1);
    };
  }

  static void flushHalf(HttpExchange exchange, byte[] content) throws IOException {
    exchange.sendResponseHeaders(200, content.length);
    exchange.getResponseBody().write(content, 0, content.length / 2);
    exchange.getResponseBody().flush();
  }

  private static String sha256(byte[] content) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
