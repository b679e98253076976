package org.orthant.datasets.folder;

import java.util.Optional;
import org.orthant.api.BadInputException;

/**
 * What a look at an image's file tells before the image is decoded.
 *
 * @param sha256 of its bytes, in hexadecimal; empty where they cannot be read
 * @param damage what is wrong with the file, in words; empty if it is whole
 * @param mistake why no run can have the image although the file is whole
 */
record Examination(String sha256, Optional<String> damage, Optional<BadInputException> mistake) {
  static Examination whole(String sha256) {
    return new Examination(sha256, Optional.empty(), Optional.empty());
  }

  static Examination damaged(String damage) {
    return new Examination("", Optional.of(damage), Optional.empty());
  }

  static Examination refused(BadInputException mistake) {
    return new Examination("", Optional.empty(), Optional.of(mistake));
  }
}
