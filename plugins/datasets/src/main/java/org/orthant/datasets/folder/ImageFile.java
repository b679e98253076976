package org.orthant.datasets.folder;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import javax.imageio.IIOException;
import org.orthant.api.BadInputException;
import org.orthant.api.file.AtomicFile;
import org.orthant.datasets.decoding.EncodedImage;
import org.orthant.datasets.decoding.Pixels;
import org.orthant.datasets.decoding.Size;
import org.orthant.datasets.own.Refusal;
import org.orthant.datasets.own.SplitDigest;

/** A file that should be an image. It is read anew each time, and nothing of it is kept. */
record ImageFile(Path path) {
  private static final long LARGEST = 1L << 28;

  private byte[] bytes() throws IOException {
    long length = Files.size(path);
    if (length > LARGEST) {
      throw Refusal.of(path.toString(), "has %d bytes, and an image may have %d", length, LARGEST);
    }
    return Files.readAllBytes(path);
  }

  private EncodedImage encoded(byte... bytes) throws IIOException {
    EncodedImage image = EncodedImage.of(bytes);
    if (image.isTooLarge()) {
      throw Refusal.of(
          path.toString(),
          "announces %s pixels, and an image may have %d",
          image.size(),
          EncodedImage.MOST_PIXELS);
    }
    return image;
  }

  /** The size that it announces; empty if it is damaged. */
  Optional<Size> size() {
    try {
      return Optional.of(encoded(bytes()).size());
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** Looks at the whole file, but decodes it only if nothing else tells whether it is whole. */
  Examination examined(Framing framing) {
    try {
      byte[] bytes = bytes();
      EncodedImage image = encoded(bytes);
      image.requireWhole();
      framing.require(path.toString(), image.size());
      SplitDigest digest = new SplitDigest();
      digest.pixels(bytes);
      return Examination.whole(digest.hex());
    } catch (BadInputException e) {
      return Examination.refused(e);
    } catch (IOException e) {
      return Examination.damaged(AtomicFile.inWords(e));
    }
  }

  /**
   * Returns what is seen of the image.
   *
   * @throws BadInputException if it cannot be decoded
   */
  Pixels pixels(Framing framing) {
    try {
      EncodedImage image = encoded(bytes());
      framing.require(path.toString(), image.size());
      return framing.of(image.pixels());
    } catch (IOException e) {
      throw Refusal.of(
          path.toString(), "%s; remove the file, and its label", AtomicFile.inWords(e));
    }
  }
}
