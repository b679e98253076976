package org.orthant.formats.folder;

import java.util.Optional;
import java.util.function.Function;

/**
 * An array that a node names.
 *
 * @param line where it is named
 * @param subject the node and the key that name it, for messages
 * @param name of the file or the tensor
 * @param header what is known of it without reading its numbers
 * @param complaint why the numbers cannot be; empty if they can
 */
record ArrayFile(
    int line,
    String subject,
    String name,
    StoredArray header,
    Function<float[], Optional<String>> complaint) {

  /** Returns the same array, whose numbers must be in some way. */
  ArrayFile whose(Function<float[], Optional<String>> stricter) {
    return new ArrayFile(line, subject, name, header, stricter);
  }

  int rank() {
    return header.shape().size();
  }

  /** Returns how long the first axis is. */
  int rows() {
    return Math.toIntExact(header.shape().get(0));
  }

  /** Something that is wrong with it. */
  String problem(String words) {
    return subject + ": " + words;
  }
}
