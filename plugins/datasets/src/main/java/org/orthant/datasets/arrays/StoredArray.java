package org.orthant.datasets.arrays;

import java.io.IOException;
import java.io.InputStream;
import org.orthant.api.BadInputException;
import org.orthant.api.file.AtomicFile;
import org.orthant.api.file.NumpyDescription;
import org.orthant.datasets.own.Refusal;

/** An array in NumPy's format, wherever it lies. */
interface StoredArray {

  /** Its name in messages. */
  String name();

  /** Returns how many bytes it takes together with its header. */
  long bytes();

  /** All its bytes from the first one on. */
  InputStream stream() throws IOException;

  /**
   * Maps its numbers into memory.
   *
   * @param start where they begin
   * @param items how many pieces they consist of
   * @param itemBytes the length of each
   */
  Windows map(long start, int items, int itemBytes) throws IOException;

  /**
   * Reads its header.
   *
   * @throws BadInputException if it has another one
   */
  default NumpyDescription description() {
    try (InputStream stream = stream()) {
      return NumpyDescription.read(name(), stream);
    } catch (BadInputException e) {
      throw Refusal.of(e);
    } catch (IOException e) {
      throw Refusal.of(name(), "cannot be read: %s", AtomicFile.inWords(e));
    }
  }

  /**
   * Requires the length that the header announces.
   *
   * @throws BadInputException if it has another one
   */
  default void requireLength(NumpyDescription description, int numberBytes) {
    long most = Long.MAX_VALUE / numberBytes - description.headerBytes();
    boolean possible = description.length() <= most;
    long expected = description.headerBytes() + description.length() * numberBytes;
    if (!possible || bytes() != expected) {
      throw Refusal.of(
          name(),
          "is %d bytes long, where its header's shape %s needs %s",
          bytes(),
          description.shape(),
          possible ? expected : "more than any file has");
    }
  }
}
