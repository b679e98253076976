package org.orthant.reports.html;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;

/**
 * The result.json that a page was made from, byte for byte, so that the page can give it back.
 *
 * @param compressed in the zlib format, in Base64
 */
public record Original(String compressed) {
  /** A page of very many layers carries no more, so that it stays below three megabytes. */
  private static final int LIGHT = 700_000;

  public static Original of(Path file) throws IOException {
    return of(Files.readAllBytes(file));
  }

  /** Whether it is small beside the rest of a page. */
  public boolean isLight() {
    return compressed.length() <= LIGHT;
  }

  public static Original of(byte[] bytes) {
    Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION);
    ByteArrayOutputStream compressed = new ByteArrayOutputStream();
    try (DeflaterOutputStream stream = new DeflaterOutputStream(compressed, deflater)) {
      stream.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      deflater.end();
    }
    return new Original(Base64.getEncoder().encodeToString(compressed.toByteArray()));
  }
}
