package org.orthant.datasets.arrays;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * A file mapped into memory, in as many windows as it takes: one has less than 2 GB. The pieces of
 * equal length that the file consists of are never cut. Safe for use by several threads.
 */
final class Windows {
  private static final int LONGEST = 1 << 30;

  private final List<MappedByteBuffer> windows = new ArrayList<>();
  private final int items;
  private final int itemBytes;
  private final int itemsPerWindow;

  private Windows(int items, int itemBytes) {
    this.items = items;
    this.itemBytes = itemBytes;
    this.itemsPerWindow = Math.max(1, LONGEST / itemBytes);
  }

  /**
   * Maps a file; it may be deleted then where the platform can.
   *
   * @param start what stands in front of the first piece, in bytes
   * @param items how many pieces there are
   * @param itemBytes the length of each
   */
  static Windows of(Path file, long start, int items, int itemBytes) throws IOException {
    Windows mapped = new Windows(items, itemBytes);
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      for (long first = 0; first < items; first += mapped.itemsPerWindow) {
        long count = Math.min(mapped.itemsPerWindow, items - first);
        mapped.windows.add(
            channel.map(MapMode.READ_ONLY, start + first * itemBytes, count * itemBytes));
      }
    }
    return mapped;
  }

  /** One piece, as a buffer of its own. */
  ByteBuffer item(int index) {
    Objects.checkIndex(index, items);
    return windows.get(index / itemsPerWindow).slice(index % itemsPerWindow * itemBytes, itemBytes);
  }
}
