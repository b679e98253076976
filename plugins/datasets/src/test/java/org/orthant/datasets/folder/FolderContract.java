package org.orthant.datasets.folder;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.orthant.testkit.DatasetContract;

/** Images in folders as one finds them. */
public abstract class FolderContract extends DatasetContract<ImageFolder> {
  private static final int COUNT = 48;
  private static final List<String> FORMATS = List.of("png", "jpg", "gif", "bmp");

  @TempDir static Path folder;

  private List<ImageFolder> plugins = List.of();

  @Override
  protected List<ImageFolder> plugins() {
    if (plugins.isEmpty()) {
      try {
        plugins = written();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return plugins;
  }

  private static List<ImageFolder> written() throws IOException {
    Path classes = folder.resolve("classes");
    Path flat = folder.resolve("flat");
    StringBuilder labels = new StringBuilder("file,label\n");
    for (int i = 0; i < COUNT; i++) {
      String format = FORMATS.get(i % 8 / 2);
      String name = i + "." + format;
      Pictures.write(classes, "ab".charAt(i % 2) + "/" + name, Pictures.random(format, 5, 4, i));
      Pictures.write(flat, name, Pictures.random(format, 9 + i, 31 - i % 20, i));
      labels.append(name).append(',').append(i % 3).append('\n');
    }
    Files.writeString(flat.resolve("labels.csv"), labels);
    return List.of(
        Chosen.apart(classes, classes).plugin(),
        Chosen.cut(flat).sized(6, 7).resized(8).grey().plugin());
  }
}
