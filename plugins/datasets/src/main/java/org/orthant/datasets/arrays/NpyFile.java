package org.orthant.datasets.arrays;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.orthant.api.BadInputException;
import org.orthant.datasets.own.Refusal;

/** An array in a file of its own. */
record NpyFile(Path file, long bytes) implements StoredArray {

  /**
   * @throws BadInputException if there is no such file
   */
  static NpyFile of(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw Refusal.of(file.toString(), "there is no such file");
    }
    if (file.toString().toLowerCase(Locale.ROOT).endsWith(".npz")) {
      throw Refusal.of(file.toString(), "is no .npy file; an .npz file goes under archive: FILE");
    }
    return new NpyFile(file, Files.size(file));
  }

  @Override
  public String name() {
    return file.toString();
  }

  @Override
  public InputStream stream() throws IOException {
    return new BufferedInputStream(Files.newInputStream(file));
  }

  @Override
  public Windows map(long start, int items, int itemBytes) throws IOException {
    return Windows.of(file, start, items, itemBytes);
  }
}
