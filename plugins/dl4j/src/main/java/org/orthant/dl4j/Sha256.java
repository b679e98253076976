package org.orthant.dl4j;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The hash that trainings and networks are known by. */
final class Sha256 {
  private Sha256() {}

  /** One that has seen nothing yet. */
  static MessageDigest begin() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
