package org.orthant.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.orthant.api.BadInputException;

class CifarBatchesTest {
  private static final int RECORD = 3_073;

  private Path first;
  private Path second;

  @BeforeEach
  void name(@TempDir Path folder) {
    first = folder.resolve("data_batch_1.bin");
    second = folder.resolve("data_batch_2.bin");
  }

  private CifarBatches batches(Path... files) {
    return new CifarBatches(List.of(files), 2, 10);
  }

  /** Two images of random pixels. */
  private static byte[] write(Path file, int label, int nextLabel) throws IOException {
    byte[] bytes = new byte[2 * RECORD];
    new Random(label).nextBytes(bytes);
    bytes[0] = (byte) label;
    bytes[RECORD] = (byte) nextLabel;
    Files.write(file, bytes);
    return bytes;
  }

  @Test
  void planesBecomePixelsWithChannelsLast() throws IOException {
    byte[][] written = {write(first, 3, 0), write(second, 9, 1)};
    PixelSplit split = batches(first, second).read();
    assertThat(split.labels(0, 1, 2, 3)).containsExactly(3, 0, 9, 1);
    byte[] pixels = split.allPixels();
    int next = 0;
    for (int image = 0; image < 4; image++) {
      for (int y = 0; y < 32; y++) {
        for (int x = 0; x < 32; x++) {
          for (int channel = 0; channel < 3; channel++) {
            int place = image % 2 * RECORD + 1 + channel * 1024 + y * 32 + x;
            assertThat(pixels[next++]).isEqualTo(written[image / 2][place]);
          }
        }
      }
    }
    assertThat(next).isEqualTo(pixels.length);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, RECORD, 2 * RECORD - 1, 2 * RECORD + 1, 3 * RECORD})
  void anotherLengthIsRefused(int length) throws IOException {
    write(first, 3, 0);
    Files.write(second, Arrays.copyOf(write(second, 9, 1), length));
    assertThatThrownBy(() -> batches(first, second).read())
        .isInstanceOf(BadInputException.class)
        .hasMessage(
            "%s: must have 6146 bytes, 3073 for each of 2 images, but has %d", second, length);
  }

  @ParameterizedTest
  @CsvSource({"10, 0", "255, 0", "128, 1"})
  void aLabelOutsideTheClassesIsRefused(int label, int place) throws IOException {
    write(first, 9, 9);
    write(second, place == 0 ? label : 9, place == 1 ? label : 9);
    assertThatThrownBy(() -> batches(first, second).read())
        .isInstanceOf(BadInputException.class)
        .hasMessage("%s: label %d must lie in 0 … 9, but is %d", second, place, label);
  }
}
