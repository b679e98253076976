package org.orthant.api.data;

import java.net.URI;
import java.util.OptionalLong;

/**
 * A download that a dataset's publisher offers: the file itself, or a tar.gz archive that holds it
 * under the same path.
 *
 * @param uri its address
 * @param bytes its exact length
 * @param sha256 its SHA-256, 64 lower-case hexadecimal digits
 * @param unpacked of an archive, how many bytes its files have together at most; else empty
 */
public record Download(URI uri, long bytes, String sha256, OptionalLong unpacked) {

  /** The file itself. */
  public static Download file(URI uri, long bytes, String sha256) {
    return new Download(uri, bytes, sha256, OptionalLong.empty());
  }

  /** A tar.gz archive. */
  public static Download archive(URI uri, long bytes, String sha256, long unpacked) {
    return new Download(uri, bytes, sha256, OptionalLong.of(unpacked));
  }
}
