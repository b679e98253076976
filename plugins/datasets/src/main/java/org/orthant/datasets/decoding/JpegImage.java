package org.orthant.datasets.decoding;

import java.awt.image.Raster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.OptionalInt;
import javax.imageio.IIOException;
import javax.imageio.ImageReader;

/**
 * A JPEG file (ITU-T T.81) from its beginning to its end marker. The JDK gets what decoding takes
 * and nothing else: what comments and other programs' markers hold cannot make it fail.
 */
final class JpegImage implements EncodedImage {
  private static final int START = 0xd8;
  private static final int END = 0xd9;
  private static final int SCAN = 0xda;
  private static final int JFIF = 0xe0;
  private static final int ADOBE = 0xee;

  /** Frames of Huffman codes: baseline, extended and progressive. */
  private static final int FIRST_FRAME = 0xc0;

  private static final int LAST_FRAME = 0xc2;

  /** Tables of codes and of quantization, and how often decoding starts anew. */
  private static final String TABLES = "\u00c4\u00db\u00dd";

  /** More would only take time. */
  private static final int MOST_SCANS = 100;

  private final byte[] file;
  private final ByteArrayOutputStream plain = new ByteArrayOutputStream();
  private int position;
  private Size size = new Size(0, 0);
  private byte[] ids = {};
  private boolean jfif;
  private OptionalInt adobe = OptionalInt.empty();
  private int scans;

  private JpegImage(byte... file) {
    this.file = file;
  }

  static boolean begins(byte... file) {
    return file.length > 2 && (file[0] & 0xff) == 0xff && (file[1] & 0xff) == START;
  }

  static JpegImage of(byte... file) throws IIOException {
    JpegImage image = new JpegImage(file);
    image.walk();
    if (image.scans == 0) {
      throw new IIOException("it has no pixels");
    }
    return image;
  }

  private void walk() throws IIOException {
    keep(0, 2);
    position = 2;
    int marker = next();
    while (marker != END) {
      segment(marker);
      marker = next();
    }
    keep(position - 2, position);
  }

  /** The next marker; whatever stands before it is left out, as other decoders do. */
  private int next() throws IIOException {
    while (true) {
      int marker = at(position + 1);
      if (at(position) == 0xff && marker != 0 && marker != 0xff) {
        position += 2;
        return marker;
      }
      position++;
    }
  }

  private void segment(int marker) throws IIOException {
    if (isAlone(marker)) {
      return;
    }
    int start = position - 2;
    int length = number(position);
    if (length < 2) {
      throw new IIOException("a segment has no length");
    }
    at(position + length - 1);
    position += length;
    note(marker, Arrays.copyOfRange(file, start + 4, position));
    boolean frame = marker >= FIRST_FRAME && marker <= LAST_FRAME;
    if (frame || marker == SCAN || TABLES.indexOf(marker) >= 0) {
      keep(start, position);
    }
    if (marker == SCAN) {
      skipCodes();
    }
  }

  /** Whether it has no segment. */
  private static boolean isAlone(int marker) throws IIOException {
    if (marker == START) {
      throw new IIOException("it begins twice");
    }
    return marker == 1 || isRestart(marker);
  }

  private static boolean isRestart(int marker) {
    return marker >= 0xd0 && marker <= 0xd7;
  }

  private void note(int marker, byte... content) throws IIOException {
    if (marker >= 0xc0 && marker <= 0xcf && TABLES.indexOf(marker) < 0) {
      frame(marker, content);
    } else if (marker == JFIF) {
      jfif |= begins(content, "JFIF\0");
    } else if (marker == ADOBE && begins(content, "Adobe") && content.length >= 12) {
      adobe = OptionalInt.of(content[11] & 0xff);
    } else if (marker == SCAN) {
      scan();
    }
  }

  private static boolean begins(byte[] content, String word) {
    byte[] letters = word.getBytes(StandardCharsets.US_ASCII);
    return content.length >= letters.length
        && Arrays.equals(content, 0, letters.length, letters, 0, letters.length);
  }

  private void frame(int marker, byte... content) throws IIOException {
    if (marker > LAST_FRAME) {
      throw new IIOException(
          String.format(
              Locale.ROOT,
              "it is coded without loss, by arithmetic or in a hierarchy (marker %X), which is not"
                  + " read",
              marker));
    }
    if (content.length < 6 || content.length != 6 + 3 * content[5] || ids.length > 0) {
      throw new IIOException("its frame is damaged");
    }
    if (content[0] != Byte.SIZE) {
      throw new IIOException("it has " + content[0] + " bits, where 8 are read");
    }
    size = new Size(pair(content, 1), pair(content, 3));
    ids = new byte[content[5]];
    for (int i = 0; i < ids.length; i++) {
      ids[i] = content[6 + 3 * i];
    }
    if (size.pixels() == 0) {
      throw new IIOException("it announces " + size + " pixels");
    }
  }

  private static int pair(byte[] content, int place) {
    return ((content[place] & 0xff) << 8) | (content[place + 1] & 0xff);
  }

  private void scan() throws IIOException {
    scans++;
    if (ids.length == 0) {
      throw new IIOException("its pixels come before its frame");
    }
    if (scans > MOST_SCANS) {
      throw new IIOException("it has more than " + MOST_SCANS + " scans");
    }
  }

  /** Goes to the next marker that ends a scan. */
  private void skipCodes() throws IIOException {
    int start = position;
    while (at(position) != 0xff || isCode(at(position + 1))) {
      position++;
    }
    keep(start, position);
  }

  private static boolean isCode(int second) {
    return second == 0 || second == 0xff || isRestart(second);
  }

  private void keep(int from, int to) {
    plain.write(file, from, to - from);
  }

  private int at(int place) throws IIOException {
    if (place >= file.length) {
      throw new IIOException("it ends before its end marker");
    }
    return file[place] & 0xff;
  }

  private int number(int place) throws IIOException {
    return (at(place) << 8) | at(place + 1);
  }

  @Override
  public Size size() {
    return size;
  }

  /** A progressive scan may take a bit for 64 pixels; no other takes less. */
  @Override
  public int mostPixelsPerByte() {
    return 1024;
  }

  @Override
  public int bytes() {
    return file.length;
  }

  @Override
  public Pixels pixels() throws IIOException {
    ColourModel model = ColourModel.of(ids, jfif, adobe);
    byte[] samples = JdkReader.JPEG.read(plain.toByteArray(), this::samples);
    byte[] colours = model.colours(samples);
    return new Pixels(size, Math.min(3, model.components()), colours);
  }

  /** The components as they are stored. */
  private byte[] samples(ImageReader reader) throws IOException {
    Raster raster = reader.readRaster(0, null);
    return (byte[]) raster.getDataElements(0, 0, size.width(), size.height(), null);
  }
}
