package org.orthant.reports.picture;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/**
 * A small picture in the PNG format, not compressed, so that the same pixels give the same bytes on
 * each machine.
 *
 * <p>Source: W3C, Portable Network Graphics (PNG) Specification.
 */
public final class Png {
  private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
  private static final byte BITS = 8;
  private static final byte GREY = 0;
  private static final byte COLOUR = 2;

  private final byte[] bytes;

  private Png(byte[] bytes) {
    this.bytes = bytes;
  }

  /**
   * Encodes a picture.
   *
   * @param channels 1 for grey, 3 for red, green and blue
   * @param samples from 0 to 255, in the order (row, column, channel)
   */
  public static Png of(int height, int width, int channels, int[] samples) {
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    png.writeBytes(SIGNATURE);
    byte[] header =
        ByteBuffer.allocate(13)
            .putInt(width)
            .putInt(height)
            .put(BITS)
            .put(channels == 1 ? GREY : COLOUR)
            .array();
    write(png, "IHDR", header);
    write(png, "IDAT", deflated(rows(height, width * channels, samples)));
    write(png, "IEND", new byte[0]);
    return new Png(png.toByteArray());
  }

  /** Each row begins with the number of its filter: 0, none. */
  private static byte[] rows(int height, int length, int[] samples) {
    byte[] rows = new byte[height * (length + 1)];
    for (int row = 0; row < height; row++) {
      for (int i = 0; i < length; i++) {
        rows[row * (length + 1) + 1 + i] = (byte) samples[row * length + i];
      }
    }
    return rows;
  }

  private static byte[] deflated(byte[] rows) {
    Deflater deflater = new Deflater(Deflater.NO_COMPRESSION);
    deflater.setInput(rows);
    deflater.finish();
    ByteArrayOutputStream stored = new ByteArrayOutputStream();
    byte[] buffer = new byte[rows.length + 64];
    while (!deflater.finished()) {
      stored.write(buffer, 0, deflater.deflate(buffer));
    }
    deflater.end();
    return stored.toByteArray();
  }

  private static void write(ByteArrayOutputStream png, String type, byte[] data) {
    byte[] name = type.getBytes(StandardCharsets.US_ASCII);
    CRC32 sum = new CRC32();
    sum.update(name);
    sum.update(data);
    png.writeBytes(ByteBuffer.allocate(4).putInt(data.length).array());
    png.writeBytes(name);
    png.writeBytes(data);
    png.writeBytes(ByteBuffer.allocate(4).putInt((int) sum.getValue()).array());
  }

  /** The file's bytes. */
  byte[] bytes() {
    return bytes.clone();
  }

  /** As an address that holds the picture itself. */
  public String address() {
    return "data:image/png;base64," + Base64.getEncoder().encodeToString(bytes);
  }
}
