package org.orthant.datasets.arrays;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WindowsTest {

  /** More than the 2 GB that one mapping has; next to nothing on a disk that knows holes. */
  @Test
  void filesMayBeLargerThanOneWindow(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("large");
    int items = 2_300;
    int bytes = 1_000_000;
    try (RandomAccessFile large = new RandomAccessFile(file.toFile(), "rw")) {
      large.seek(10 + 1_073L * bytes);
      large.write(5);
      large.seek(10 + (long) items * bytes - 1);
      large.write(7);
    }
    Windows windows = Windows.of(file, 10, items, bytes);
    assertThat(windows.item(items - 1).get(bytes - 1)).isEqualTo((byte) 7);
    assertThat(windows.item(1_073).get(0)).isEqualTo((byte) 5);
    assertThat(windows.item(1_072).get(0)).isZero();
    assertThatThrownBy(() -> windows.item(items)).isInstanceOf(IndexOutOfBoundsException.class);
  }
}
