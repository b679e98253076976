package org.orthant.framework.job;

import java.io.DataInputStream;
import java.io.DataOutput;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A file that goes along with a job.
 *
 * @param name without a folder
 */
public record JobFile(String name, ByteBuffer content) {
  public JobFile {
    if (!Path.of(name).equals(Path.of(name).getFileName())
        || List.of("", ".", "..").contains(name)) {
      throw new IllegalArgumentException(name + " is not the plain name of a file");
    }
    content = content.asReadOnlyBuffer();
  }

  /** Returns what lies there. */
  static JobFile of(Path file) {
    try {
      return new JobFile(file.getFileName().toString(), ByteBuffer.wrap(Files.readAllBytes(file)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Lays it into a folder. */
  public Path writeInto(Path folder) throws IOException {
    Files.createDirectories(folder);
    return Files.write(folder.resolve(name), LengthPrefixed.bytes(content));
  }

  void write(DataOutput out) throws IOException {
    out.writeUTF(name);
    LengthPrefixed.write(content, out);
  }

  static JobFile read(DataInputStream in) throws IOException {
    return new JobFile(in.readUTF(), ByteBuffer.wrap(LengthPrefixed.readBytes(in)));
  }
}
