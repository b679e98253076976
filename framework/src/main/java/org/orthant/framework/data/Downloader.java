package org.orthant.framework.data;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.orthant.api.Progress;
import org.orthant.api.data.Download;
import org.orthant.framework.digest.Sha256;

/** Downloads over HTTP; goes on where an earlier attempt, or an earlier run, broke off. */
final class Downloader {
  private static final int ATTEMPTS = 5;
  private static final Pattern CONTENT_RANGE = Pattern.compile("bytes (\\d+)-\\d+/(\\d{1,18}|\\*)");

  private final Progress progress;
  private final Duration patience;
  private final Duration pause;

  /** Made for the first download: it takes threads and memory, and few runs download. */
  private HttpClient client;

  Downloader(Progress progress) {
    this(progress, Duration.ofSeconds(30), Duration.ofSeconds(2));
  }

  /**
   * Makes a downloader.
   *
   * @param patience how long a server may be silent
   * @param pause how long to wait before another attempt
   */
  Downloader(Progress progress, Duration patience, Duration pause) {
    this.progress = progress;
    this.patience = patience;
    this.pause = pause;
  }

  private synchronized HttpClient client() {
    if (client == null) {
      client =
          HttpClient.newBuilder()
              .connectTimeout(patience)
              .followRedirects(HttpClient.Redirect.NORMAL)
              .build();
    }
    return client;
  }

  /**
   * Brings a partial file to the download's length and checks it.
   *
   * @param part what is there of it so far; made where it is missing, and removed where it turns
   *     out to be something else
   */
  void complete(Download download, Path part)
      throws IOException, DownloadException, InterruptedException {
    try (FileChannel file =
        FileChannel.open(part, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      if (file.size() > download.bytes()) {
        file.truncate(0);
      }
      receiveAll(download, file);
      file.force(true);
      check(download, part);
    } catch (ForeignContentException e) {
      Files.delete(part);
      throw new DownloadException(e.getMessage(), e);
    }
  }

  private void receiveAll(Download download, FileChannel file)
      throws IOException, DownloadException, ForeignContentException, InterruptedException {
    for (int attempt = 1; file.size() < download.bytes(); attempt++) {
      try {
        receive(download, file);
      } catch (BrokenException e) {
        String broken =
            String.format(
                Locale.ROOT,
                "broke off at %d of %d bytes (%s)",
                file.size(),
                download.bytes(),
                e.getMessage());
        if (attempt == ATTEMPTS || (attempt == 1 && isNoConnection(e.getCause()))) {
          throw new DownloadException(
              file.size() == 0 ? e.getMessage() : broken + "; run again to go on from there", e);
        }
        progress.note(
            String.format(
                Locale.ROOT,
                "download %s; attempt %d of %d follows",
                broken,
                attempt + 1,
                ATTEMPTS));
        Thread.sleep(pause.toMillis());
      }
    }
  }

  private void receive(Download download, FileChannel file)
      throws IOException,
          BrokenException,
          DownloadException,
          ForeignContentException,
          InterruptedException {
    HttpResponse<InputStream> response = send(download.uri(), file.size());
    try (InputStream body = response.body()) {
      OptionalLong length = accept(response, file);
      if (length.isPresent() && length.getAsLong() != download.bytes()) {
        throw new ForeignContentException(
            String.format(
                Locale.ROOT,
                "%d bytes are offered, %d expected",
                length.getAsLong(),
                download.bytes()));
      }
      append(body, download, file);
    }
  }

  private HttpResponse<InputStream> send(URI uri, long from)
      throws BrokenException, InterruptedException {
    HttpRequest.Builder request = HttpRequest.newBuilder(uri).timeout(patience);
    if (from > 0) {
      request.header("Range", "bytes=" + from + "-");
    }
    try {
      return client().send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
    } catch (IOException e) {
      throw isNoConnection(e)
          ? new BrokenException("no connection to " + uri.getAuthority(), e)
          : new BrokenException(e);
    }
  }

  /**
   * Takes what the server makes of the request: keeps what is there of the file only if the server
   * goes on from its end.
   *
   * @return the length of the whole file, if the server tells
   */
  private static OptionalLong accept(HttpResponse<?> response, FileChannel file)
      throws IOException, BrokenException, DownloadException {
    int status = response.statusCode();
    if (status == 200) {
      file.truncate(0);
      return response.headers().firstValueAsLong("Content-Length");
    }
    if (status == 206) {
      Matcher range =
          CONTENT_RANGE.matcher(response.headers().firstValue("Content-Range").orElse(""));
      if (range.matches() && range.group(1).equals(Long.toString(file.size()))) {
        String total = range.group(2);
        return total.equals("*") ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(total));
      }
    }
    if (status == 206 || status == 416) {
      file.truncate(0);
      throw new BrokenException("the server cannot go on from there");
    }
    String answer = "the server answers with HTTP status " + status;
    if (status == 408 || status == 429 || status >= 500) {
      throw new BrokenException(answer);
    }
    throw new DownloadException(answer);
  }

  private void append(InputStream body, Download download, FileChannel file)
      throws IOException, BrokenException, ForeignContentException {
    long received = file.size();
    try (Progress.Task task =
        progress.begin("downloading " + fileName(download), kilobytes(download.bytes()))) {
      byte[] buffer = new byte[1 << 16];
      for (int count = read(body, buffer); count >= 0; count = read(body, buffer)) {
        if (received + count > download.bytes()) {
          throw new ForeignContentException(
              String.format(
                  Locale.ROOT, "more than the expected %d bytes are sent", download.bytes()));
        }
        ByteBuffer bytes = ByteBuffer.wrap(buffer, 0, count);
        while (bytes.hasRemaining()) {
          received += file.write(bytes, received);
        }
        task.advance(
            kilobytes(received),
            String.format(
                Locale.ROOT, "%d of %d kB", kilobytes(received), kilobytes(download.bytes())));
      }
    }
    if (received < download.bytes()) {
      throw new BrokenException("the server sends no more");
    }
  }

  /** Reads like the stream does, but not longer than patience lasts. */
  private int read(InputStream body, byte[] buffer) throws BrokenException {
    CompletableFuture<Void> answer =
        new CompletableFuture<Void>().orTimeout(patience.toMillis(), TimeUnit.MILLISECONDS);
    CompletableFuture<Void> unused =
        answer.whenComplete(
            (nothing, silence) -> {
              if (silence != null) {
                close(body);
              }
            });
    try {
      return body.read(buffer);
    } catch (IOException e) {
      throw answer.isCompletedExceptionally()
          ? new BrokenException(
              String.format(Locale.ROOT, "the server was silent for %d s", patience.toSeconds()))
          : new BrokenException(e);
    } finally {
      answer.complete(null);
    }
  }

  private static void close(InputStream body) {
    try {
      body.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void check(Download download, Path part)
      throws IOException, ForeignContentException {
    String found = Sha256.of(part);
    if (!found.equals(download.sha256())) {
      throw new ForeignContentException(
          String.format(Locale.ROOT, "SHA-256 is %s, expected %s", found, download.sha256()));
    }
  }

  private static boolean isNoConnection(Throwable cause) {
    return cause instanceof ConnectException || cause instanceof HttpConnectTimeoutException;
  }

  private static long kilobytes(long bytes) {
    return (bytes + 999) / 1000;
  }

  /** The name of what is downloaded, without its address. */
  static String fileName(Download download) {
    return Path.of(download.uri().getPath()).getFileName().toString();
  }

  /** The connection broke, or was never there; another attempt may succeed. */
  private static final class BrokenException extends Exception {
    private static final long serialVersionUID = 1L;

    BrokenException(String message) {
      super(message);
    }

    BrokenException(String message, IOException cause) {
      super(message, cause);
    }

    BrokenException(IOException cause) {
      this(reason(cause), cause);
    }

    /** The client wraps what happened, often in a stream's "closed". */
    private static String reason(Throwable cause) {
      if (cause.getCause() != null) {
        return reason(cause.getCause());
      }
      return cause.getMessage() == null
          ? cause.getClass().getSimpleName()
          : cause.getMessage().lines().findFirst().orElse("");
    }
  }

  /** What is sent is not what was published. */
  private static final class ForeignContentException extends Exception {
    private static final long serialVersionUID = 1L;

    ForeignContentException(String message) {
      super(message);
    }
  }
}
