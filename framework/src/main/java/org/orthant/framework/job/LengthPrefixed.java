package org.orthant.framework.job;

import java.io.DataInputStream;
import java.io.DataOutput;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Bytes and texts of any length, with the length in front. */
public final class LengthPrefixed {
  private LengthPrefixed() {}

  public static void write(byte[] bytes, DataOutput out) throws IOException {
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  public static void write(String text, DataOutput out) throws IOException {
    write(text.getBytes(StandardCharsets.UTF_8), out);
  }

  public static void write(ByteBuffer buffer, DataOutput out) throws IOException {
    write(bytes(buffer), out);
  }

  /** Returns what a buffer holds; the buffer stays as it is. */
  public static byte[] bytes(ByteBuffer buffer) {
    byte[] bytes = new byte[buffer.remaining()];
    buffer.duplicate().get(bytes);
    return bytes;
  }

  /** Takes memory as the bytes come, whatever their number is said to be. */
  public static byte[] readBytes(DataInputStream in) throws IOException {
    int length = in.readInt();
    byte[] bytes = in.readNBytes(Math.max(0, length));
    if (bytes.length != length) {
      throw new EOFException(
          String.format(Locale.ROOT, "%d bytes, where %d were said to be", bytes.length, length));
    }
    return bytes;
  }

  public static String read(DataInputStream in) throws IOException {
    return new String(readBytes(in), StandardCharsets.UTF_8);
  }
}
