package org.orthant.datasets.csv;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;
import org.orthant.testkit.DatasetContract;

/** Features of the user's own may lie anywhere; these lie where those of images do. */
public abstract class CsvContract extends DatasetContract<Csv> {
  @TempDir static Path folder;

  private List<Csv> plugins = List.of();

  @Override
  protected List<Csv> plugins() {
    if (plugins.isEmpty()) {
      try {
        plugins = written();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return plugins;
  }

  private static List<Csv> written() throws IOException {
    String rows =
        IntStream.range(0, 60)
            .mapToObj(i -> i / 60.0 + "," + -i / 60.0 + "," + "abc".charAt(i % 3))
            .collect(Collectors.joining("\n", "x,y,class\n", "\n"));
    Optional<Path> file = Optional.of(Files.writeString(folder.resolve("rows.csv"), rows));
    Optional<Path> none = Optional.empty();
    return List.of(
        new Csv(none, none, file, Optional.empty(), List.of("y"), 0.3, 2, false, false),
        new Csv(file, file, none, Optional.of("class"), List.of(), 0.2, 1, false, false));
  }
}
