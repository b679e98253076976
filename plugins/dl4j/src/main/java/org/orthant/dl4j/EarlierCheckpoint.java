package org.orthant.dl4j;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.orthant.api.BadInputException;
import org.orthant.api.file.DamagedFileException;

/**
 * A checkpoint in the format of before, which says neither which training it belongs to nor where
 * that was computed, and whose log lies beside it.
 *
 * <p>On disk: magic number, epochs done, loss, two lengths, the floats, and a CRC-32 of it all, big
 * endian.
 *
 * @param file where it lies
 */
record EarlierCheckpoint(Path file) {
  private static final int MAGIC = 0x4f525431; // "ORT1"
  private static final int HEADER_BYTES = 4 + 4 + 8 + 4 + 4;

  /** Whether the file has that format. */
  boolean isThere() throws IOException {
    if (!Files.isRegularFile(file) || Files.size(file) < HEADER_BYTES) {
      return false;
    }
    try (DataInputStream in = new DataInputStream(Files.newInputStream(file))) {
      return in.readInt() == MAGIC;
    }
  }

  /**
   * Reads it with its log.
   *
   * @param epochs how many the training has: one that is not finished cannot be continued
   * @param parameters how many parameters the network has
   * @param updater how many numbers the updater's state has
   * @throws DamagedFileException if the file, or the log beside it, is not what it should be
   */
  Checkpoint read(int epochs, int parameters, int updater) throws IOException {
    long expected = HEADER_BYTES + 4L * parameters + 4L * updater + 4;
    if (Files.size(file) != expected) {
      throw new DamagedFileException(
          String.format(
              Locale.ROOT, "%s has %d bytes instead of %d", file, Files.size(file), expected));
    }
    CRC32 checksum = new CRC32();
    try (DataInputStream in =
        new DataInputStream(
            new CheckedInputStream(
                new BufferedInputStream(Files.newInputStream(file)), checksum))) {
      in.skipNBytes(Integer.BYTES);
      int done = in.readInt();
      double loss = in.readDouble();
      if (in.readInt() != parameters || in.readInt() != updater) {
        throw new DamagedFileException(file + " belongs to another network");
      }
      INDArray read = Checkpoint.readFloats(parameters, in);
      INDArray state = Checkpoint.readFloats(updater, in);
      if ((int) checksum.getValue() != in.readInt()) {
        throw new DamagedFileException(file + " has a wrong checksum");
      }
      if (done != epochs) {
        throw new DamagedFileException(
            file + " was written by an earlier version, which did not finish the training");
      }
      return new Checkpoint("", log(epochs, loss), loss, read, state, Optional.empty());
    }
  }

  private TrainingLog log(int epochs, double loss) throws IOException {
    Path beside = TrainingLog.beside(file);
    try {
      TrainingLog log =
          TrainingLog.find(beside)
              .orElseThrow(() -> new DamagedFileException(file + " lacks its log, " + beside));
      if (log.epochs() != epochs || !log.endsWith(loss)) {
        throw new DamagedFileException(beside + " is not the log of " + file.getFileName());
      }
      return log;
    } catch (BadInputException e) {
      throw new DamagedFileException(e.getMessage(), e);
    }
  }
}
