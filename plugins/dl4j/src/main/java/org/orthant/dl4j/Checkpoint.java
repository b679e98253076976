package org.orthant.dl4j;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.CheckedOutputStream;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A training between two epochs: all that is needed to go on as if it had never stopped.
 *
 * <p>On disk: magic number, epochs done, loss, two lengths, the floats, and a CRC-32 of it all, big
 * endian.
 *
 * @param epochs how many epochs are done
 * @param loss the mean loss of the last one
 * @param parameters the network's, [n]
 * @param updater the updater's state, [n]
 */
record Checkpoint(int epochs, double loss, INDArray parameters, INDArray updater) {
  private static final int MAGIC = 0x4f525431; // "ORT1"
  private static final int HEADER_BYTES = 4 + 4 + 8 + 4 + 4;

  /** Writes it in one step. */
  void write(Path file) throws IOException {
    AtomicWrite.to(file, this::writeTo);
  }

  private void writeTo(Path file) throws IOException {
    CRC32 checksum = new CRC32();
    try (DataOutputStream out =
        new DataOutputStream(
            new CheckedOutputStream(
                new BufferedOutputStream(Files.newOutputStream(file)), checksum))) {
      out.writeInt(MAGIC);
      out.writeInt(epochs);
      out.writeDouble(loss);
      out.writeInt((int) parameters.length());
      out.writeInt((int) updater.length());
      writeFloats(parameters, out);
      writeFloats(updater, out);
      out.writeInt((int) checksum.getValue());
    }
  }

  /**
   * Reads a checkpoint.
   *
   * @param parameters how many parameters the network has
   * @param updater how many numbers the updater's state has
   * @throws CorruptException if the file is not such a checkpoint
   */
  static Checkpoint read(Path file, int parameters, int updater) throws IOException {
    long expected = HEADER_BYTES + 4L * parameters + 4L * updater + 4;
    if (Files.size(file) != expected) {
      throw new CorruptException(
          String.format(
              Locale.ROOT, "%s has %d bytes instead of %d", file, Files.size(file), expected));
    }
    CRC32 checksum = new CRC32();
    try (DataInputStream in =
        new DataInputStream(
            new CheckedInputStream(
                new BufferedInputStream(Files.newInputStream(file)), checksum))) {
      if (in.readInt() != MAGIC) {
        throw new CorruptException(file + " is no checkpoint");
      }
      int epochs = in.readInt();
      double loss = in.readDouble();
      if (in.readInt() != parameters || in.readInt() != updater) {
        throw new CorruptException(file + " belongs to another network");
      }
      Checkpoint read =
          new Checkpoint(epochs, loss, readFloats(parameters, in), readFloats(updater, in));
      if ((int) checksum.getValue() != in.readInt()) {
        throw new CorruptException(file + " has a wrong checksum");
      }
      return read;
    }
  }

  private static void writeFloats(INDArray values, DataOutputStream out) throws IOException {
    for (float value : values.toFloatVector()) {
      out.writeFloat(value);
    }
  }

  private static INDArray readFloats(int count, DataInputStream in) throws IOException {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = in.readFloat();
    }
    return Nd4j.createFromArray(values);
  }

  /** The file cannot be used. */
  static final class CorruptException extends IOException {
    private static final long serialVersionUID = 1L;

    CorruptException(String message) {
      super(message);
    }
  }
}
