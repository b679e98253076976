package org.orthant.formats.keras.file;

import io.jhdf.HdfFile;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.Supplier;
import org.orthant.api.BadInputException;

/** An HDF5 file that is open. Arrays stay readable once it is closed. */
final class Hdf implements Closeable {
  private static final byte[] SIGNATURE = {(byte) 0x89, 'H', 'D', 'F', '\r', '\n', 0x1a, '\n'};

  private final HdfFile file;
  private final long length;

  private Hdf(HdfFile file, long length) {
    this.file = file;
    this.length = length;
  }

  static boolean isHdf(byte... start) {
    return start.length >= SIGNATURE.length
        && Arrays.equals(Arrays.copyOf(start, SIGNATURE.length), SIGNATURE);
  }

  /**
   * Opens a file.
   *
   * @throws BadInputException if it is damaged
   */
  static Hdf open(Path path) throws IOException {
    long length = Files.size(path);
    HdfFile file = length > Integer.MAX_VALUE ? guarded(() -> new HdfFile(path)) : mapped(path);
    return new Hdf(file, length);
  }

  /** Of a mapped file, parts are seen; of another one, the library copies what a part announces. */
  private static HdfFile mapped(Path path) throws IOException {
    try (FileChannel channel = FileChannel.open(path)) {
      ByteBuffer bytes = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size());
      return guarded(() -> HdfFile.fromByteBuffer(bytes));
    }
  }

  /** Returns the same of a file in memory. */
  static Hdf of(byte... bytes) {
    if (!isHdf(bytes)) {
      throw new BadInputException("its arrays are damaged: they are no HDF5 file");
    }
    return new Hdf(guarded(() -> HdfFile.fromBytes(bytes)), bytes.length);
  }

  HdfGroup root() {
    return new HdfGroup(file, length);
  }

  /**
   * Returns what comes of a library that does not expect damaged files.
   *
   * @throws BadInputException if it fails in any way
   */
  static <T> T guarded(Supplier<T> reading) {
    try {
      return reading.get();
    } catch (BadInputException e) {
      throw e;
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
      throw new BadInputException(
          "is damaged: " + (e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage()),
          e);
    }
  }

  @Override
  public void close() {
    guarded(
        () -> {
          file.close();
          return file;
        });
  }
}
