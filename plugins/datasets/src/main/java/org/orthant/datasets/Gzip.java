package org.orthant.datasets;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import java.util.zip.ZipException;

/**
 * What a gzip file holds, read strictly: headers are short, checksums and lengths are right, and
 * nothing but gzip follows. The JDK's own reader reads headers of any length byte by byte from the
 * file, and passes over whatever follows.
 *
 * <p>Source: P. Deutsch, "GZIP file format specification version 4.3", RFC 1952.
 */
final class Gzip extends InputStream {
  private static final int MAGIC = 0x8b1f;
  private static final int DEFLATED = 8;
  private static final int CHECKED_HEADER = 2;
  private static final int EXTRA = 4;
  private static final int NAME = 8;
  private static final int COMMENT = 16;
  private static final int FLAGS = 31;
  private static final int LONGEST_HEADER = 1 << 16;

  private final InputStream file;
  private final Inflater inflater = new Inflater(true);
  private final CRC32 checksum = new CRC32();
  private final byte[] packed = new byte[1 << 16];
  private int next;
  private int end;
  private int headerLeft;
  private boolean ended;

  /**
   * Opens a file.
   *
   * @throws ZipException if it does not begin as gzip does
   * @throws EOFException if it ends in the header
   */
  Gzip(Path path) throws IOException {
    file = Files.newInputStream(path);
    try {
      header();
    } catch (IOException e) {
      close();
      throw e;
    }
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
  }

  /**
   * Reads on.
   *
   * @throws ZipException if the file is not gzip throughout
   * @throws EOFException if it ends too early
   */
  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    while (length > 0 && !ended) {
      int inflated = inflate(bytes, offset, length);
      if (inflated > 0) {
        checksum.update(bytes, offset, inflated);
        return inflated;
      }
      if (inflater.finished()) {
        next = end - inflater.getRemaining();
        trailer();
        ended = next == end && !fill();
        if (!ended) {
          header();
        }
      } else if (inflater.needsDictionary()) {
        throw new ZipException("a preset dictionary");
      } else if (fill()) {
        inflater.setInput(packed, 0, end);
      } else {
        throw new EOFException("ends in the middle of the data");
      }
    }
    return length > 0 ? -1 : 0;
  }

  private int inflate(byte[] bytes, int offset, int length) throws ZipException {
    try {
      return inflater.inflate(bytes, offset, length);
    } catch (DataFormatException e) {
      throw new ZipException(e.getMessage() == null ? "broken data" : e.getMessage());
    }
  }

  private void header() throws IOException {
    headerLeft = LONGEST_HEADER;
    int magic = inHeader() | inHeader() << 8;
    if (magic != MAGIC || inHeader() != DEFLATED) {
      throw new ZipException("Not in GZIP format");
    }
    int flags = inHeader();
    if (flags > FLAGS) {
      throw new ZipException("reserved flags are set");
    }
    skipInHeader(6); // time, extra flags, system
    if ((flags & EXTRA) != 0) {
      skipInHeader(inHeader() | inHeader() << 8);
    }
    skipText(flags & NAME);
    skipText(flags & COMMENT);
    if ((flags & CHECKED_HEADER) != 0) {
      skipInHeader(2);
    }
    inflater.reset();
    checksum.reset();
    inflater.setInput(packed, next, end - next);
  }

  private void skipText(int flag) throws IOException {
    int last = flag;
    while (last != 0) {
      last = inHeader();
    }
  }

  private void skipInHeader(int bytes) throws IOException {
    for (int i = 0; i < bytes; i++) {
      inHeader();
    }
  }

  private int inHeader() throws IOException {
    headerLeft--;
    if (headerLeft < 0) {
      throw new ZipException("a header of more than " + LONGEST_HEADER + " bytes");
    }
    return packed();
  }

  private void trailer() throws IOException {
    if (littleEndian() != checksum.getValue()) {
      throw new ZipException("Corrupt GZIP trailer: another checksum");
    }
    if (littleEndian() != (inflater.getBytesWritten() & 0xffffffffL)) {
      throw new ZipException("Corrupt GZIP trailer: another length");
    }
  }

  private long littleEndian() throws IOException {
    long number = 0;
    for (int shift = 0; shift < Integer.SIZE; shift += Byte.SIZE) {
      number |= (long) packed() << shift;
    }
    return number;
  }

  private int packed() throws IOException {
    if (next == end && !fill()) {
      throw new EOFException("ends in the middle");
    }
    return Byte.toUnsignedInt(packed[next++]);
  }

  private boolean fill() throws IOException {
    next = 0;
    end = Math.max(0, file.read(packed));
    return end > 0;
  }

  @Override
  public void close() throws IOException {
    inflater.end();
    file.close();
  }
}
