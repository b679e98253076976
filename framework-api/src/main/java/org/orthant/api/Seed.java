package org.orthant.api;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * A source of randomness that forks by name, never by the count or order of calls: whoever asks for
 * the fork {@code "permutation"} of one seed always gets the same numbers, whatever else ran
 * before.
 */
public record Seed(long value) {

  /** The seed of the named part. */
  public Seed fork(String name) {
    return digest(name.getBytes(StandardCharsets.UTF_8));
  }

  /** The seed of the part with this index, such as a group of images. */
  public Seed fork(long index) {
    return digest(ByteBuffer.allocate(Long.BYTES).putLong(index).array());
  }

  /** A new generator at the start of this seed's sequence. */
  public RandomNumbers generator() {
    return new RandomNumbers(value);
  }

  private Seed digest(byte[] part) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      sha.update(ByteBuffer.allocate(Long.BYTES).putLong(value).array());
      return new Seed(ByteBuffer.wrap(sha.digest(part)).getLong());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
