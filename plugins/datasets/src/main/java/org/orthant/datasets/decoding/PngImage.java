package org.orthant.datasets.decoding;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;
import java.util.zip.CRC32;
import javax.imageio.IIOException;

/**
 * A PNG file (ISO/IEC 15948) whose chunks have their checksums, from its header to its end. The JDK
 * gets what decoding takes and nothing else.
 */
final class PngImage implements EncodedImage {
  private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
  private static final Set<String> NEEDED = Set.of("IHDR", "PLTE", "IDAT", "IEND");

  /** A chunk's length and name, and behind its content the checksum. */
  private static final int FRAME = 12;

  private final ByteBuffer file;
  private final ByteArrayOutputStream plain = new ByteArrayOutputStream();

  private PngImage(byte... file) {
    this.file = ByteBuffer.wrap(file);
  }

  static boolean begins(byte... file) {
    return file.length >= SIGNATURE.length
        && Arrays.equals(file, 0, SIGNATURE.length, SIGNATURE, 0, SIGNATURE.length);
  }

  static PngImage of(byte... file) throws IIOException {
    PngImage image = new PngImage(file);
    image.walk();
    if (image.size().height() < 1 || image.size().width() < 1) {
      throw new IIOException("it announces no pixels");
    }
    return image;
  }

  private void walk() throws IIOException {
    plain.write(SIGNATURE, 0, SIGNATURE.length);
    int place = SIGNATURE.length;
    String name = "";
    while (!name.equals("IEND")) {
      int length = length(place);
      name = new String(file.array(), place + 4, 4, StandardCharsets.ISO_8859_1);
      requireHeaderFirst(name, place, length);
      requireChecksum(name, place, length);
      if (NEEDED.contains(name)) {
        plain.write(file.array(), place, FRAME + length);
      }
      place += FRAME + length;
    }
  }

  private int length(int place) throws IIOException {
    int left = file.limit() - place - FRAME;
    int length = left < 0 ? -1 : file.getInt(place);
    if (length < 0 || length > left) {
      throw new IIOException("it ends before its last chunk");
    }
    return length;
  }

  private static void requireHeaderFirst(String name, int place, int length) throws IIOException {
    boolean first = place == SIGNATURE.length;
    if (first != name.equals("IHDR") || (first && length != 13)) {
      throw new IIOException("its header is damaged");
    }
  }

  private void requireChecksum(String name, int place, int length) throws IIOException {
    CRC32 sum = new CRC32();
    sum.update(file.array(), place + 4, 4 + length);
    if ((int) sum.getValue() != file.getInt(place + 8 + length)) {
      throw new IIOException("the checksum of its chunk " + name + " is wrong");
    }
  }

  @Override
  public Size size() {
    return new Size(file.getInt(SIGNATURE.length + 12), file.getInt(SIGNATURE.length + 8));
  }

  /** Deflate packs 1032 bytes into one, and a pixel may take a bit. */
  @Override
  public int mostPixelsPerByte() {
    return 1032 * Byte.SIZE;
  }

  @Override
  public int bytes() {
    return file.limit();
  }

  @Override
  public Pixels pixels() throws IIOException {
    return JdkReader.PNG.read(plain.toByteArray(), reader -> new Samples(reader.read(0)).pixels());
  }
}
