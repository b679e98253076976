package org.orthant.datasets;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.zip.ZipException;
import org.orthant.api.BadInputException;

/**
 * A gzip-compressed IDX file of unsigned bytes, read strictly: it must be exactly what the caller
 * expects, nothing is allocated by what it claims to be, and of what it holds beyond that one byte
 * is read.
 *
 * <p>Source: Y. LeCun, C. Cortes, C. Burges, "The MNIST database of handwritten digits", file
 * format: a big-endian magic number whose third byte is the type (8: unsigned byte) and whose
 * fourth is the number of dimensions, the sizes as big-endian 32-bit integers, the data in c-order.
 */
record IdxFile(Path path) {
  private static final int IMAGES_MAGIC = 0x0803;
  private static final int LABELS_MAGIC = 0x0801;

  /** One number of the header. */
  private record Field(String name, int expected) {}

  /**
   * Reads images.
   *
   * @return [count, height, width]
   * @throws BadInputException if the file is anything else
   */
  byte[] images(int count, int height, int width) throws IOException {
    return read(
        List.of(
            new Field("magic number", IMAGES_MAGIC),
            new Field("number of images", count),
            new Field("number of rows", height),
            new Field("number of columns", width)),
        Math.multiplyExact(count, Math.multiplyExact(height, width)));
  }

  /**
   * Reads labels.
   *
   * @return [count], 0 … classes − 1
   * @throws BadInputException if the file is anything else
   */
  byte[] labels(int count, int classes) throws IOException {
    byte[] labels =
        read(
            List.of(new Field("magic number", LABELS_MAGIC), new Field("number of labels", count)),
            count);
    for (int i = 0; i < count; i++) {
      int label = Byte.toUnsignedInt(labels[i]);
      if (label >= classes) {
        throw new BadInputException(
            String.format(
                Locale.ROOT,
                "%s: label %d must lie in 0 … %d, but is %d",
                path,
                i,
                classes - 1,
                label));
      }
    }
    return labels;
  }

  private byte[] read(List<Field> header, int size) throws IOException {
    int headerSize = header.size() * Integer.BYTES;
    try (Gzip unpacked = new Gzip(path)) {
      byte[] numbers = unpacked.readNBytes(headerSize);
      check(header, ByteBuffer.wrap(numbers));
      byte[] data = unpacked.readNBytes(size);
      long expected = (long) headerSize + size;
      long found = (long) numbers.length + data.length;
      boolean more = unpacked.read() >= 0;
      if (more || found != expected) {
        throw new BadInputException(
            String.format(
                Locale.ROOT,
                "%s: must unpack to %d bytes, but unpacks to %s",
                path,
                expected,
                more ? "more" : found));
      }
      return data;
    } catch (EOFException | ZipException e) {
      throw new BadInputException(
          String.format(
              Locale.ROOT,
              "%s: must be gzip that unpacks to %d bytes, but is %d bytes of broken gzip (%s)",
              path,
              (long) headerSize + size,
              Files.size(path),
              e.getMessage()),
          e);
    }
  }

  /** Compares as many numbers as are there; a shorter header shows in the length. */
  private void check(List<Field> header, ByteBuffer numbers) {
    for (Field field : header) {
      if (numbers.remaining() < Integer.BYTES) {
        return;
      }
      int found = numbers.getInt();
      if (found != field.expected) {
        throw new BadInputException(
            String.format(
                Locale.ROOT,
                "%s: %s must be %d, but is %s",
                path,
                field.name,
                field.expected,
                Integer.toUnsignedString(found)));
      }
    }
  }
}
