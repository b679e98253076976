package org.orthant.datasets.decoding;

import java.nio.charset.StandardCharsets;
import javax.imageio.IIOException;

/**
 * A GIF, of which the first image counts, or a BMP file. Nothing in it tells whether it is whole,
 * so that it is decoded to see.
 */
final class PlainImage implements EncodedImage {
  /** Where a BMP's header says how pixels are packed. */
  private static final int PACKING = 30;

  /** Of these a BMP holds a whole JPEG or PNG. */
  private static final int FIRST_NESTED = 4;

  private final JdkReader reader;
  private final byte[] file;
  private final Size size;

  private PlainImage(JdkReader reader, byte[] file, Size size) {
    this.reader = reader;
    this.file = file;
    this.size = size;
  }

  static PlainImage of(byte... file) throws IIOException {
    JdkReader reader = reader(file);
    Size size = reader.read(file, opened -> new Size(opened.getHeight(0), opened.getWidth(0)));
    if (size.height() < 1 || size.width() < 1) {
      throw new IIOException("it announces " + size + " pixels");
    }
    return new PlainImage(reader, file, size);
  }

  private static JdkReader reader(byte... file) throws IIOException {
    String first = new String(file, 0, Math.min(3, file.length), StandardCharsets.ISO_8859_1);
    if (first.equals("GIF")) {
      return JdkReader.GIF;
    }
    if (!first.startsWith("BM")) {
      throw new IIOException("it is no JPEG, PNG, GIF or BMP");
    }
    if (file.length > PACKING && (file[PACKING] & 0xff) >= FIRST_NESTED) {
      throw new IIOException("its pixels are packed in a way that is not read");
    }
    return JdkReader.BMP;
  }

  @Override
  public Size size() {
    return size;
  }

  /** A code of a GIF has 12 bits and stands for 4096 pixels at most, and one of a BMP for fewer. */
  @Override
  public int mostPixelsPerByte() {
    return 4096;
  }

  @Override
  public int bytes() {
    return file.length;
  }

  @Override
  public void requireWhole() throws IIOException {
    EncodedImage.super.requireWhole();
    pixels();
  }

  @Override
  public Pixels pixels() throws IIOException {
    return reader.read(file, opened -> new Samples(opened.read(0)).pixels());
  }
}
