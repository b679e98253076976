package org.orthant.dl4j;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.orthant.api.file.KeptFile;

/**
 * A training between two epochs: all that is needed to go on as if it had never stopped.
 *
 * <p>Kept in a file as: platform, log, loss, two lengths, the floats; big endian. Those of the best
 * epoch come last, where it is kept.
 *
 * @param platform where all epochs so far were computed
 * @param log what was measured after each of them
 * @param loss the mean loss of the last one; NaN before the first
 * @param parameters the network's, [n]
 * @param updater the updater's state, [n]
 * @param best the network's after the best epoch, [n]; empty where that is not kept, and before the
 *     first
 */
record Checkpoint(
    String platform,
    TrainingLog log,
    double loss,
    INDArray parameters,
    INDArray updater,
    Optional<INDArray> best) {

  /** Returns how many epochs are done. */
  int epochs() {
    return log.epochs();
  }

  /** Writes it in one step. */
  void write(KeptFile file) throws IOException {
    file.write(this::writeTo);
  }

  private void writeTo(OutputStream file) throws IOException {
    DataOutputStream out = new DataOutputStream(file);
    out.writeUTF(platform);
    log.writeTo(out);
    out.writeDouble(loss);
    out.writeInt((int) parameters.length());
    out.writeInt((int) updater.length());
    writeFloats(parameters, out);
    writeFloats(updater, out);
    if (best.isPresent()) {
      writeFloats(best.get(), out);
    }
  }

  /**
   * Reads a checkpoint.
   *
   * @param parameters how many parameters the network has
   * @param updater how many numbers the updater's state has
   * @param keep whether the best epoch's follow
   * @return empty if there is none
   * @throws org.orthant.api.file.DamagedFileException if the file is not that of such a training
   */
  static Optional<Checkpoint> find(KeptFile file, int parameters, int updater, Keep keep)
      throws IOException {
    return file.read(in -> read(in, parameters, updater, keep));
  }

  private static Checkpoint read(InputStream file, int parameters, int updater, Keep keep)
      throws IOException {
    DataInputStream in = new DataInputStream(file);
    String platform = in.readUTF();
    TrainingLog log = TrainingLog.read(in);
    double loss = in.readDouble();
    if (in.readInt() != parameters || in.readInt() != updater) {
      throw new IOException("another network");
    }
    Checkpoint read =
        new Checkpoint(
            platform,
            log,
            loss,
            readFloats(parameters, in),
            readFloats(updater, in),
            keep == Keep.BEST ? Optional.of(readFloats(parameters, in)) : Optional.empty());
    if (in.read() >= 0) {
      throw new IOException("more than a checkpoint");
    }
    return read;
  }

  private static void writeFloats(INDArray values, DataOutputStream out) throws IOException {
    for (float value : values.toFloatVector()) {
      out.writeFloat(value);
    }
  }

  static INDArray readFloats(int count, DataInputStream in) throws IOException {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = in.readFloat();
    }
    return Nd4j.createFromArray(values);
  }
}
