package org.orthant.api.file;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.FileInputStream;
import java.io.FileNotFoundException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/**
 * A file that is worth finding again, and that tells itself from every other: it holds the name
 * that it was kept under, and a checksum over both name and content.
 *
 * <p>On disk: a magic number, big endian, the name in modified UTF-8, the content, and the SHA-256
 * of all before it.
 *
 * @param path where it lies or shall lie
 * @param name says what it belongs to, such as the hash of all that shaped the content; it need not
 *     be the file's own
 */
public record KeptFile(Path path, String name) {
  private static final int MAGIC = 0x4f52544b; // "ORTK"
  private static final int CHECKSUM_BYTES = 32;
  private static final int BUFFER = 1 << 16;

  /** Writes what is kept. */
  @FunctionalInterface
  public interface Content {
    void writeTo(OutputStream out) throws IOException;
  }

  /** Makes of what was kept what it stands for. */
  @FunctionalInterface
  public interface Reader<T> {
    T read(InputStream in) throws IOException;
  }

  /**
   * Keeps something, in one step.
   *
   * @throws IOException with a message that names the file, if it cannot be written
   */
  public void write(Content content) throws IOException {
    AtomicFile.write(path, temporary -> writeTo(temporary, content));
  }

  /**
   * Writes the file without waiting for the disk, for content that is kept often and quickly
   * computed anew: should the power fail, the file may be damaged, which {@link #read} tells.
   */
  public void writeUnforced(Content content) throws IOException {
    AtomicFile.writeUnforced(path, temporary -> writeTo(temporary, content));
  }

  private void writeTo(Path temporary, Content content) throws IOException {
    MessageDigest digest = sha256();
    try (OutputStream file = Files.newOutputStream(temporary)) {
      DataOutputStream out =
          new DataOutputStream(
              new BufferedOutputStream(new DigestOutputStream(file, digest), BUFFER));
      out.writeInt(MAGIC);
      out.writeUTF(name);
      content.writeTo(out);
      out.flush();
      file.write(digest.digest());
    }
  }

  /**
   * Reads what was kept.
   *
   * @param reader may throw whatever it likes where the content is not its own
   * @return empty if nothing was kept
   * @throws DamagedFileException if the file is not what was kept under the name
   */
  public <T> Optional<T> read(Reader<T> reader) throws IOException {
    if (!Files.exists(path)) {
      return Optional.empty();
    }
    if (!Files.isRegularFile(path)) {
      throw new DamagedFileException(path + " is no file");
    }
    try (FileInputStream file = new FileInputStream(path.toFile())) {
      long sealed = requireSeal(file);
      file.getChannel().position(0);
      return Optional.of(parse(new Limited(new BufferedInputStream(file, BUFFER), sealed), reader));
    } catch (FileNotFoundException e) {
      if (Files.exists(path)) {
        throw e;
      }
      return Optional.empty(); // set aside by another process meanwhile
    }
  }

  /** Reads all of it once without keeping any; returns how many bytes the checksum is over. */
  private long requireSeal(FileInputStream file) throws IOException {
    long sealed = file.getChannel().size() - CHECKSUM_BYTES;
    if (sealed < Integer.BYTES) {
      throw new DamagedFileException(path + " is cut");
    }
    MessageDigest digest = sha256();
    byte[] buffer = new byte[BUFFER];
    for (long left = sealed; left > 0; ) {
      int count = file.readNBytes(buffer, 0, (int) Math.min(BUFFER, left));
      if (count == 0 || (left == sealed && ByteBuffer.wrap(buffer).getInt() != MAGIC)) {
        throw new DamagedFileException(path + " holds nothing that was kept");
      }
      digest.update(buffer, 0, count);
      left -= count;
    }
    if (!MessageDigest.isEqual(digest.digest(), file.readNBytes(CHECKSUM_BYTES))) {
      throw new DamagedFileException(path + " has a wrong checksum");
    }
    return sealed;
  }

  private <T> T parse(InputStream sealed, Reader<T> reader) throws DamagedFileException {
    try {
      DataInputStream in = new DataInputStream(sealed);
      in.skipNBytes(Integer.BYTES);
      String found = in.readUTF();
      if (!found.equals(name)) {
        throw new DamagedFileException(path + " was kept as another, " + found);
      }
      return reader.read(in);
    } catch (DamagedFileException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      String why = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
      throw new DamagedFileException(
          String.format(Locale.ROOT, "%s holds what cannot be read (%s)", path, why), e);
    }
  }

  /**
   * Moves the file aside, whatever it is.
   *
   * @param ending is put behind its name, such as {@code .corrupt}
   * @return where it lies now
   */
  public Path setAside(String ending) throws IOException {
    Path aside = path.resolveSibling(path.getFileName() + ending);
    if (Files.isDirectory(aside, LinkOption.NOFOLLOW_LINKS)) {
      aside = path.resolveSibling(path.getFileName() + "." + UUID.randomUUID() + ending);
    }
    return Files.move(path, aside, StandardCopyOption.REPLACE_EXISTING);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** The first bytes of a stream. */
  private static final class Limited extends FilterInputStream {
    private long left;

    Limited(InputStream in, long bytes) {
      super(in);
      this.left = bytes;
    }

    @Override
    public int read() throws IOException {
      if (left == 0) {
        return -1;
      }
      left--;
      return super.read();
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      if (left == 0) {
        return length == 0 ? 0 : -1;
      }
      int count = super.read(buffer, offset, (int) Math.min(length, left));
      left -= Math.max(0, count);
      return count;
    }

    @Override
    public long skip(long bytes) throws IOException {
      long skipped = super.skip(Math.min(bytes, left));
      left -= skipped;
      return skipped;
    }

    @Override
    public int available() throws IOException {
      return (int) Math.min(left, super.available());
    }

    @Override
    public boolean markSupported() {
      return false;
    }
  }
}
