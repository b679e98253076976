package org.orthant.datasets.decoding;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import javax.imageio.IIOException;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.spi.IIORegistry;
import javax.imageio.spi.ImageReaderSpi;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/** The JDK's own reader of a format, whichever others are on the class path. */
record JdkReader(ImageReaderSpi provider) {
  static final JdkReader JPEG = new JdkReader(provider("jpeg"));
  static final JdkReader PNG = new JdkReader(provider("png"));
  static final JdkReader GIF = new JdkReader(provider("gif"));
  static final JdkReader BMP = new JdkReader(provider("bmp"));

  private static ImageReaderSpi provider(String format) {
    var providers =
        IIORegistry.getDefaultInstance().getServiceProviders(ImageReaderSpi.class, true);
    while (providers.hasNext()) {
      ImageReaderSpi provider = providers.next();
      boolean ofTheJdk = provider.getClass().getModule().equals(ImageIO.class.getModule());
      if (ofTheJdk && provider.getFormatNames()[0].equalsIgnoreCase(format)) {
        return provider;
      }
    }
    throw new IllegalStateException("every Java platform reads " + format);
  }

  /** What is read of an image. */
  @FunctionalInterface
  interface Reading<T> {
    T of(ImageReader reader) throws IOException;
  }

  /**
   * Reads something of an image.
   *
   * @throws IIOException if the file is damaged, whatever the JDK's reader throws then
   */
  <T> T read(byte[] file, Reading<T> reading) throws IIOException {
    ImageReader reader = null;
    try (ImageInputStream stream =
        new MemoryCacheImageInputStream(new ByteArrayInputStream(file))) {
      reader = provider.createReaderInstance();
      reader.setInput(stream, true, true);
      return reading.of(reader);
    } catch (IOException | RuntimeException e) {
      throw new IIOException("it cannot be decoded", e);
    } finally {
      if (reader != null) {
        reader.dispose();
      }
    }
  }
}
