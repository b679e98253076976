package org.orthant.datasets.own;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * SHA-256 over pixels and labels as they come. Bytes count as they are, so that a dataset has the
 * digest that the built-in one of the same bytes has; other numbers as little-endian float32.
 */
public final class SplitDigest {
  private final MessageDigest sha;

  public SplitDigest() {
    try {
      sha = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** Adds pixels. */
  public void pixels(byte... pixels) {
    sha.update(pixels);
  }

  /** Adds pixels. */
  public void pixels(float... pixels) {
    ByteBuffer bytes =
        ByteBuffer.allocate(Math.multiplyExact(pixels.length, Float.BYTES))
            .order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(pixels);
    sha.update(bytes);
  }

  /** Adds what pixels are made of, instead of pixels: a file, by its own digest, or a word. */
  public void source(String text) {
    sha.update(text.getBytes(StandardCharsets.UTF_8));
    sha.update((byte) 0);
  }

  /** Adds labels, each a byte, or four where there are more than 256 classes. */
  public void labels(int classes, int... labels) {
    int each = classes <= 1 << Byte.SIZE ? 1 : Integer.BYTES;
    ByteBuffer bytes = ByteBuffer.allocate(each).order(ByteOrder.LITTLE_ENDIAN);
    for (int label : labels) {
      if (each == 1) {
        bytes.put(0, (byte) label);
      } else {
        bytes.putInt(0, label);
      }
      sha.update(bytes.array());
    }
  }

  /** The digest in hexadecimal; nothing can be added then. */
  public String hex() {
    return HexFormat.of().formatHex(sha.digest());
  }
}
